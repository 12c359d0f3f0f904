from typing import Annotated, List

from pydantic import AfterValidator, BaseModel, field_validator


def positive(value: int) -> int:
    """Positive."""
    if value <= 0:  # zero, too
        raise ValueError("not positive")
    return value


Positive = Annotated[int, AfterValidator(positive)]


class A(BaseModel):
    one: Positive
    two: Positive = 2


class B(BaseModel):
    one: Positive


ValidIntList = Annotated[List[int], AfterValidator(positive)]


class C(BaseModel):
    one: Positive
    many: ValidIntList


class D(BaseModel):
    one: int

    @field_validator("one")
    @classmethod
    def negative(cls, x):
        if x >= 0:
            raise ValueError("not negative")
        return x
