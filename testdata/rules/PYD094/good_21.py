import typing as t

import pydantic as p

T = t.TypeVar("T")


class Base(p.BaseModel):
    n: int = 0


class Page(Base, t.Generic[T]):
    items: list[T]
