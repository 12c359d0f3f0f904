from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Plain(Generic[T]):
    pass


class P(Protocol[T], BaseModel):
    items: list[T]
