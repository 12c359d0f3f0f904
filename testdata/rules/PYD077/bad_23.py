from typing import Generic, TypeVar

from pydantic.generics import GenericModel

T = TypeVar("T")
BaseModel = object


class Commented(
    Generic[T],
    # the old way
    GenericModel,
):
    item: T


class Subscripted(GenericModel[T]):
    item: T
