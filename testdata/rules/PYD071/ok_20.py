import pydantic.v1.fields
from pydantic.errors import PydanticUserError
from pydantic.fields import FieldInfo
from pydantic.version import VERSION

try:
    from pydantic.fields import ModelField
except Exception:
    ModelField = None
except ImportError:
    ModelField = None

if VERSION.startswith("1."):
    from pydantic import NoneStr
else:
    NoneStr = "str | None"


def field() -> object:
    if VERSION.startswith("1."):
        from pydantic.fields import Undefined

        return Undefined
    return pydantic.v1.fields.ModelField
