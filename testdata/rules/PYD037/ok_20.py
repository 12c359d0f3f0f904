from typing import Annotated

from pydantic import AfterValidator, BaseModel, ValidationInfo, field_validator, validator


def above(v: int, context=None) -> int:
    return v if context is None else v + context


class A(BaseModel):
    x: Annotated[int, AfterValidator(above)]

    @field_validator("x")
    @classmethod
    def limit(cls, v, top=3):
        return min(v, top)

    @field_validator("x")
    @classmethod
    def both(cls, v, info: ValidationInfo, context=None):
        return v

    @field_validator("x")
    @classmethod
    def keyword(cls, v, *, info=None):
        return v

    @validator("x")
    def old(cls, v, values=None):
        return v


print(above(3, 4))
