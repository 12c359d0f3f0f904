from typing import Any, Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    item: T


class Box(Generic[T]):
    pass


IntPage = Page[int]
KINDS: dict[str, type] = {}


def check(x: Any, cls: type) -> bool:
    return isinstance(x, IntPage) or isinstance(x, KINDS["a"]) or isinstance(Page[int], type)
