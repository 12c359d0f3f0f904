from typing import Annotated

from pydantic import BaseModel, Field

KW = {}


class A(BaseModel):
    a: list[str] = Field(..., default_factory=list)
    b: list[str] = Field([], default_factory=list, **KW)
    c: Annotated[list[str], Field(default_factory=list)] = Field(min_length=1)
    d: Annotated[list[str], Field(default_factory=list)]


def function(x: Annotated[list[str], Field(default_factory=list)] = []) -> None: ...
