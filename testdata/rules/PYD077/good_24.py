from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Base(BaseModel):
    size: int = 0


class Sized(Base, Generic[T]):
    item: T


class Twice(BaseModel, Generic[T]):
    item: T
