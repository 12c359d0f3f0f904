from typing import Annotated

from pydantic import AfterValidator, BaseModel, field_validator


def positive(v: int, limits=None):
    """Only checks."""
    if v < 0:
        raise ValueError("negative")
    elif v > 9:
        return


class Model(BaseModel):
    a: Annotated[int, AfterValidator(positive)]
    b: list[int]
    c: dict

    @field_validator("b")
    def grow(cls, value):
        value.append(1)  # one more

        # the end
