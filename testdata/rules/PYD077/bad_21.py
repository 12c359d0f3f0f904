from typing import Any, Generic, List, TypeVar

from pydantic.generics import GenericModel

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V", bound=int)


class Page(GenericModel, Generic[T]):
    items: "List[T]"

    def first(self) -> T:
        return self.items[0]


class Entry(Generic[K, T], GenericModel, frozen=True):
    key: K
    value: T


class Bounded(GenericModel, Generic[V]):
    value: V


def identity(x: K) -> K:
    return x


class Outer(GenericModel, Generic[T]):
    value: T

    class Inner(GenericModel, Generic[T]):
        value: T


class Plain(GenericModel):
    value: Any
