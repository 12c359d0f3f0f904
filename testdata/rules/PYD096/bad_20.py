from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    item: T


def check(x: object, cls: type) -> bool:
    return isinstance(x, str | Page[list[int]]) or issubclass(cls, (Page[T], Page))
