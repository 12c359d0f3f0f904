from typing import Annotated

from pydantic import AfterValidator, BaseModel, ValidationInfo, field_validator, validator
from somewhere import Info


def bound(v, values):
    return values["x"]


class A(BaseModel):
    a: int

    @field_validator("a")
    @classmethod
    def whole(cls, v, values):
        return bound(v, values)

    @field_validator("a")
    @classmethod
    def quoted(cls, v, values: "ValidationInfo"):
        return values["x"]

    @field_validator("a")
    @classmethod
    def unknown(cls, v, values: Info):
        return values["x"]

    @field_validator("a")
    @classmethod
    def value(cls, values):
        return values["x"]

    @field_validator("a", mode="wrap")
    @classmethod
    def handler(cls, v, values):
        return values(v)

    @field_validator("a")
    @classmethod
    def rebound(cls, v, values):
        values = values.data
        return values["x"]

    @field_validator("a")
    @classmethod
    def default(cls, v, values=None):
        return values["x"]

    @validator("a")
    def old(cls, v, values):
        return values["x"]
