import functools
from typing import TYPE_CHECKING, ClassVar

from elsewhere import Base, make, value
from pydantic import BaseModel, PrivateAttr, computed_field, field_serializer
from pydantic.dataclasses import dataclass


class Descriptor(property):
    pass


class A(BaseModel):
    x: int
    a = make()
    b = value
    c = functools.partial(print, 1)
    d = Descriptor(lambda self: 1)
    e = classmethod(lambda cls: 1)
    f = staticmethod(print)
    g = computed_field(lambda self: 1)
    h = field_serializer("x")(lambda self, v: v)
    i = int
    x = 3
    if TYPE_CHECKING:
        j = 3
    k, l = 1, 2


class B(Base, BaseModel):
    a = 3


class Root(BaseModel):
    model_config = {"ignored_types": (int,)}


class C(Root):
    a = 3


class D(BaseModel, metaclass=make):
    a = 3


class E(BaseModel):
    a: ClassVar = 3


class F(E):
    a = 4


@dataclass
class G:
    a = 3
