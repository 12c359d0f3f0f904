from typing import Generic, TypeVar

import pydantic
from pydantic import BaseModel
from pydantic.generics import GenericModel

try:
    from pydantic.generics import GenericModel as Compat
except ImportError:
    from pydantic import BaseModel as Compat

T = TypeVar("T")
M = TypeVar("M", bound=GenericModel)


class Page(Compat, Generic[T]):
    items: list[T]


class Other(BaseModel, Generic[M]):
    item: M


if pydantic.VERSION.startswith("1."):

    class Old(GenericModel, Generic[T]):
        items: list[T]

else:

    class Old(BaseModel, Generic[T]):
        items: list[T]


def is_generic(model):
    return issubclass(model, GenericModel)
