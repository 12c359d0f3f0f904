# code for both versions
import pydantic
from pydantic import BaseModel

V2 = pydantic.VERSION.startswith("2")


class A(BaseModel):
    x: int

    if V2:

        @pydantic.field_validator("x")
        @classmethod
        def check(cls, v):
            return v

    else:

        @pydantic.validator("x")
        def check(cls, v):
            return v

        _y = pydantic.validator("x")(int)
