from typing import Annotated, Literal, Optional, Union

from pydantic import BaseModel, Field


class A(BaseModel):
    kind: Literal["a"] = Field(description="kind")
    other: int


class B(BaseModel):
    kind: Literal["b"] = "b"


class C(B):
    kind: Literal["c"] = "c"


class M(BaseModel):
    a: Annotated[A | B, Field(discriminator="kind")] | None = None
    b: dict[str, Annotated[A | B, Field(discriminator="kind")]]
    c: list[Annotated[Union[A, B, C], Field(discriminator="kind")]] | None = None
    d: Union[A, B, None] = None
    e: "A | B"
    f: (A | B) = Field(description="f", discriminator="kind")
    g: Optional[Annotated[A | B, Field(discriminator="kind")]] = Field(default=None, description="g")
