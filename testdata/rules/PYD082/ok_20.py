import pydantic
from pydantic import BaseModel, conint

try:
    from pydantic import ConstrainedStr
except ImportError:
    from pydantic.v1 import ConstrainedStr


class Slug(ConstrainedStr):
    min_length = 1


if pydantic.VERSION.startswith("1."):

    class Age(pydantic.ConstrainedInt):
        ge = 0

else:
    Age = conint(ge=0)


class Two(pydantic.ConstrainedStr, dict):
    pass


class Derived(Slug):
    pass


class A(BaseModel):
    age: Age
