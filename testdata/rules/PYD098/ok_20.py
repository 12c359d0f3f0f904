from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, SkipValidation


class A(BaseModel):
    a: SkipValidation[int] = Field(3, description="any")
    b: Annotated[int, SkipValidation, AfterValidator(abs)] = 3
    c: Annotated[int, Field(gt=None), SkipValidation] = 3
    d: Annotated[dict[str, Annotated[int, SkipValidation]], Field(min_length=1)] = {"a": 1}


def f(x: Annotated[int, Field(gt=3), SkipValidation]) -> None: ...
