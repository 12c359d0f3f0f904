from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Mixin:
    pass


class Page(
    Mixin,
    BaseModel,  # a model
    Generic[T],  # the item
    frozen=True,
):
    items: list[T]
