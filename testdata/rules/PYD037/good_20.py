from typing import Annotated, Optional

import pydantic
from pydantic import AfterValidator, BaseModel, ValidationInfo


def above(v: int, ctx: ValidationInfo) -> int:
    return v if ctx is None else ctx.data["low"]


class A(BaseModel):
    low: int
    x: Annotated[int, AfterValidator(above)]

    @pydantic.field_validator("x", mode="wrap")
    @classmethod
    def wrapped(cls, v, handler, info: Optional[pydantic.ValidationInfo], *, strict=False):
        return handler(v) + info.data["low"]

    @pydantic.model_validator(mode="before")
    @classmethod
    def before(cls, data, _info: "pydantic.ValidationInfo"):
        return data

    @pydantic.model_validator(mode="after")
    def after(
        self,
        info: ValidationInfo,  # of all
    ):
        print(info.context)
        return self
