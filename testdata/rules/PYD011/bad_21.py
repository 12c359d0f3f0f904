from typing import Annotated, List

from pydantic import AfterValidator, BaseModel, field_validator


def positive(value: int) -> int:
    """Positive."""
    if value <= 0:  # zero, too
        raise ValueError("not positive")
    return value


Positive = Annotated[int, AfterValidator(positive)]


class A(BaseModel):
    one: int
    two: int = 2

    @field_validator("one", "two")
    @classmethod
    def check(cls, v: int) -> int:
        if v <= 0:
            raise ValueError("not positive")
        return v


class B(BaseModel):
    one: int

    @field_validator("one")
    @classmethod
    def check(cls, v):
        return positive(v)


class C(BaseModel):
    one: int
    many: List[int]

    @field_validator("one", "many")
    @classmethod
    def check(cls, x):
        if x <= 0:
            raise ValueError("not positive")
        return x


class D(BaseModel):
    one: int

    @field_validator("one")
    @classmethod
    def negative(cls, x):
        if x >= 0:
            raise ValueError("not negative")
        return x
