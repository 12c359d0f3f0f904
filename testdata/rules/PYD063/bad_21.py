from typing import Literal

from pydantic import BaseModel, field_validator


class A(BaseModel):
    kind: Literal["a"]

    @field_validator("kind")
    @classmethod
    def after(cls, v):
        return v


class B(BaseModel):
    kind: Literal["b"]
    mode: Literal["x"]


class M(BaseModel):
    a: A | B
