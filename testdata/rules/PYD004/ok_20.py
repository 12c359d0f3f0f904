from typing import Annotated

from pydantic import BaseModel, Field

KW = {}


class M(BaseModel):
    a: Annotated[int, Field(...)]
    b: Annotated[int, Field(default=...)]
    c: Annotated[int, Field(default=1, **KW)]
    d: Annotated[int, Field(default_factory=None)]
    e: list[Annotated[int, Field(default=1)]]
    f: Annotated[int, Field(default=1), Field(default=2)]
    h: Annotated[int, Field(default=None, description="required, with a better message")]
    _g: Annotated[int, Field(default=1)]


def function(x: Annotated[int, Field(default=1)]) -> None:
    y: Annotated[int, Field(default=1)]
