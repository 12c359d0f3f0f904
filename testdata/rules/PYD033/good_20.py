from typing import Annotated

from pydantic import AfterValidator, BaseModel, field_validator, model_validator


def even(v: int) -> int:
    if v % 2:
        raise ValueError
    return v


class A(BaseModel):
    x: Annotated[int, AfterValidator(even)]

    @field_validator("x")
    @classmethod
    def check(cls, v: int) -> int:
        try:
            v += 1
        except ValueError as e:
            raise (ValueError("no")) from e
        else:
            if v > 3:
                raise ValueError(
                    "large",  # too large
                )
        return v

    @model_validator(mode="after")
    def whole(self):
        for _ in range(self.x):
            raise ValueError("whole")
        return self
