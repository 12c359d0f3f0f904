from enum import Enum
from typing import Annotated, Generic, Literal, TypeVar

from elsewhere import Base, Outside, field
from pydantic import BaseModel, ConfigDict, Discriminator, Field, RootModel, Tag, field_validator

T = TypeVar("T")


class A(BaseModel):
    kind: Literal["a"]
    mode: Literal["x"]


class B(BaseModel):
    kind: Literal["b"]
    mode: Literal["y"]


class Aliased(BaseModel):
    kind: Literal["c"] = Field(alias="Kind")


class Generated(BaseModel):
    model_config = ConfigDict(alias_generator=str.upper)
    kind: Literal["d"]


class G(BaseModel, Generic[T]):
    kind: Literal["e"]


class Open(Base, BaseModel):
    kind: Literal["f"]


class Number(BaseModel):
    kind: Literal[1]


class Wrapped(BaseModel):
    kind: Literal["g"]

    @field_validator("*", mode="wrap")
    @classmethod
    def check(cls, v, handler):
        return handler(v)


class Only(BaseModel):
    kind: Literal["h"]


class M(BaseModel):
    a: A | B  # two fields: which one is not known
    b: Only | Aliased
    c: Only | Generated
    d: Only | G[int]
    e: Only | Open
    f: Only | Number
    g: Only | Wrapped
    h: Only | Outside
    i: Only | None = None
    j: Annotated[Only | A, Field(discriminator="kind")]
    k: Annotated[Only | A, Discriminator(lambda v: v["kind"])]
    l: Only | A = Field(union_mode="left_to_right")
    m: Only | A = field()
    n: tuple[Only | A, ...]
    o: Only | list[A]
