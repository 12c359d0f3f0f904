from typing import Generic, TypeVar

from pydantic import generics

T = TypeVar("T")


class Page(generics.GenericModel, Generic[T]):
    items: list[T]
