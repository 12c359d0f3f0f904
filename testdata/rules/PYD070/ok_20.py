import pydantic
from pydantic import BaseModel, VERSION
from pydantic.networks import AnyUrl, EmailStr
from pydantic.types import SecretStr
from pydantic.utils import something_else

from .utils import to_camel

PYDANTIC_V2 = VERSION.startswith("2")

if PYDANTIC_V2:
    from pydantic.alias_generators import to_pascal
else:
    from pydantic.utils import to_camel as to_pascal


def generate() -> object:
    try:
        from pydantic.alias_generators import to_pascal
    except (ImportError, AttributeError):
        from pydantic.utils import to_camel as to_pascal
    if pydantic.VERSION < "2":
        return pydantic.utils.deep_update
    return to_pascal


class Other:
    utils = object()


def other(pydantic: Other) -> object:
    return pydantic.utils.deep_update
