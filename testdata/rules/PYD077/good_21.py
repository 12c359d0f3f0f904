from typing import Any, Generic, List, TypeVar

from pydantic import BaseModel
from pydantic.generics import GenericModel

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V", bound=int)


class Page[T](BaseModel):
    items: "List[T]"

    def first(self) -> T:
        return self.items[0]


class Entry[K, T](BaseModel, frozen=True):
    key: K
    value: T


class Bounded(GenericModel, Generic[V]):
    value: V


def identity(x: K) -> K:
    return x


class Outer[T](BaseModel):
    value: T

    class Inner[T](BaseModel):
        value: T


class Plain(GenericModel):
    value: Any
