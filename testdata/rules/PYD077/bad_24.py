from typing import Generic, TypeVar

from pydantic import BaseModel
from pydantic.generics import GenericModel

T = TypeVar("T")


class Base(BaseModel):
    size: int = 0


class Sized(GenericModel, Base, Generic[T]):
    item: T


class Twice(GenericModel, BaseModel, Generic[T]):
    item: T
