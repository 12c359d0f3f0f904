from typing import Annotated, Dict, List, Optional, Union

import pydantic
import pydantic.v1
from pydantic import BaseModel, Field, InstanceOf, PrivateAttr, TypeAdapter, field_validator
from pydantic import v1
from pydantic.v1 import Field as OldField
from pydantic.v1 import validator
from pydantic.v1.generics import GenericModel


class Old(v1.BaseModel):
    x: int = 1


class Older(Old):
    y: int = 2


class Page(GenericModel):
    items: list = []


class New(BaseModel):
    x: int = 1


Olds = List[Old]


class A(BaseModel):
    a: Optional[Old] = None
    b: list[Older]
    c: "Dict[str, Old]" = {}
    d: Union[int, Old]
    e: Annotated[Old, Field(title="e")]
    f: InstanceOf[Old]
    g: Olds = []
    h: Page
    i: int = OldField(1, gt=0)
    j: int = v1.Field(default=1)
    _k: int = pydantic.v1.PrivateAttr(1)


class B(A):
    @validator("i")
    def check(cls, v):
        return v

    @pydantic.v1.root_validator(pre=True)
    def whole(cls, values):
        return values


class C(Older):
    a: New
    b: Optional[List[New]] = None
    c: int = Field(1, gt=0)
    _d: int = PrivateAttr(1)

    @field_validator("c")
    @classmethod
    def check(cls, v):
        return v

    @pydantic.computed_field
    @property
    def e(self) -> int:
        return 1


one = TypeAdapter(Old)
many = TypeAdapter(list[Old])
