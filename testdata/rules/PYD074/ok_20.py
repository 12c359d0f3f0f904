import dataclasses
from typing import Any, Union

from pydantic import VERSION, BaseModel


class Item(BaseModel):
    name: str


class Own(BaseModel):
    __fields_set__ = frozenset({"name"})
    name: str


class Lazy(Item):
    def __getattr__(self, name: str) -> Any: ...


@dataclasses.dataclass
class Point:
    x: int


def is_set() -> object:
    return Item.__fields_set__


def own(own: Own, lazy: Lazy, point: Point, any_: Any, some: Union[Item, Point]) -> object:
    return own.__fields_set__, lazy.__config__, point.__dataclass_fields__, any_.__fields__, some.__fields__


def both(item: Item) -> object:
    if VERSION.startswith("1."):
        return item.__fields__
    try:
        return item.__config__
    except AttributeError:
        return type(item).model_fields


def narrowed(item: Item) -> object:
    if isinstance(item, Point):
        return item.__fields__
    return None


def patched() -> None:
    Item.__config__ = object()
