from typing import Annotated, Optional

import pydantic
from pydantic import AfterValidator, BaseModel


def above(v: int, ctx=None) -> int:
    return v if ctx is None else ctx.data["low"]


class A(BaseModel):
    low: int
    x: Annotated[int, AfterValidator(above)]

    @pydantic.field_validator("x", mode="wrap")
    @classmethod
    def wrapped(cls, v, handler, info: Optional[pydantic.ValidationInfo] = None, *, strict=False):
        return handler(v) + info.data["low"]

    @pydantic.model_validator(mode="before")
    @classmethod
    def before(cls, data, _info: "pydantic.ValidationInfo" = None):
        return data

    @pydantic.model_validator(mode="after")
    def after(
        self,
        info=pydantic.ValidationInfo,  # of all
    ):
        print(info.context)
        return self
