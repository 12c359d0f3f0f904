from typing import Generic, TypeVar

from pydantic import BaseModel as Model

T = TypeVar("T")
U = TypeVar("U")


class Mixin:
    def describe(self):
        return type(self).__name__


class Base(Model):
    size: int = 0


class Empty(Model):
    pass


class Both(Mixin, Model, Generic[T, U]):
    left: T
    right: U


class Long(
    Mixin,  # for describe
    Model,  # the model
    Generic[T],
):
    item: T


class Behind(Base, Model, Generic[T]):
    item: T

    class Inner(Model, Generic[U]):
        item: U


def make():
    class Local(Model, Generic[T]):
        item: T

    return Local
