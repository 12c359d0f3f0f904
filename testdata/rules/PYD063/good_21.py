from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator


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
    a: Annotated[A | B, Field(discriminator="kind")]
