from typing import Annotated, Optional

from pydantic import BaseModel, Field, PrivateAttr, validator

Page = Annotated[int, Field(default=1)]


class M(BaseModel):
    a: Optional[int] = Field(...)
    b: Page = Field(...)
    c: Annotated[int, Field(default=1)] = Field(...)
    _d: int = PrivateAttr(...)
    _e: int = ...

    @validator("a")
    def check(cls, v):
        return v


class N(BaseModel):
    x: Optional[int] = ...

    class Config:
        frozen = True


class Named:
    name = "unnamed"
    text: str = ""

    @property
    def size(self) -> int:
        return 1


class Inherits(BaseModel, Named):
    name: str = Field(...)
    text: str = ...
    size: int = Field(...)


def f(x: int = ...) -> None:
    y: int = Field(...)
