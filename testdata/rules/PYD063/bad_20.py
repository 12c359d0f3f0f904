from typing import Literal, Optional, Union

from pydantic import BaseModel, Field


class A(BaseModel):
    kind: Literal["a"] = Field(description="kind")
    other: int


class B(BaseModel):
    kind: Literal["b"] = "b"


class C(B):
    kind: Literal["c"] = "c"


class M(BaseModel):
    a: A | B | None = None
    b: dict[str, A | B]
    c: list[Union[A, B, C]] | None = None
    d: Union[A, B, None] = None
    e: "A | B"
    f: (A | B) = Field(description="f")
    g: Optional[A | B] = Field(default=None, description="g")
