from typing import Annotated

from pydantic import BaseModel, Field

Page = Annotated[int, Field(default=1)]
ARGS = ()


def register(cls):
    return cls


class A(BaseModel):
    a: Annotated[int, Field(default=1)] = Field()
    b: Page = Field()
    c: int = Field(*ARGS)
    d: int = Field(default_factory=int)
    _e: int = Field(1)
    f: int = Field(alias="F")


@register
class B(BaseModel):
    a: int = Field(1)
