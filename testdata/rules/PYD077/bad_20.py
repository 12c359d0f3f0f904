import pydantic.generics
from typing import Generic, TypeVar

from pydantic import BaseModel as Model
from pydantic.generics import GenericModel as GM

T = TypeVar("T")
U = TypeVar("U")


class Mixin:
    def describe(self):
        return type(self).__name__


class Base(Model):
    size: int = 0


class Empty(GM):
    pass


class Both(Generic[T, U], Mixin, GM):
    left: T
    right: U


class Long(
    Mixin,  # for describe
    Generic[T],
    pydantic.generics.GenericModel,  # the model
):
    item: T


class Behind(Base, GM, Generic[T]):
    item: T

    class Inner(GM, Generic[U]):
        item: U


def make():
    class Local(pydantic.generics.GenericModel, Generic[T]):
        item: T

    return Local
