from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Mixin:
    pass


class Page(
    Generic[T],  # the item
    Mixin,
    BaseModel,  # a model
    frozen=True,
):
    items: list[T]
