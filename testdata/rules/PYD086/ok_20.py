from typing import Any, Callable, ClassVar, Literal, Type

import pydantic
from pydantic import BaseModel, TypeAdapter, v1, validate_call
from pydantic_core import core_schema

try:
    from pydantic import BaseModel as Either
except ImportError:
    from pydantic.v1 import BaseModel as Either


class Old(v1.BaseModel):
    x: int = v1.Field(1, gt=0)
    any: Any = None
    mode: "Literal['a']" = "a"

    @v1.validator("x")
    def check(cls, v):
        return v

    @validate_call
    def double(self, by: int) -> int:
        return self.x * by


class Both(v1.BaseModel):
    x: int = 1

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return core_schema.no_info_plain_validator_function(cls.parse_obj)


class Some(Either):
    x: int = 1


class Hidden(BaseModel):
    x: int = 1

    @classmethod
    def __get_validators__(cls):
        yield cls.parse

    @classmethod
    def parse(cls, value):
        return cls.model_validate(value)


class New(BaseModel):
    kind: Type[Old] = Old
    make: Callable[[Old], Old] = lambda old: old
    shared: ClassVar[Old] = Old()
    both: Both = None
    some: Some = None
    _cache: Old = pydantic.PrivateAttr(default_factory=Old)

    @v1.validate_arguments
    def triple(self, by: int) -> int:
        return by * 3

    def convert(self, old: Old) -> Old:
        return old


class Container(v1.BaseModel):
    new: New
    hidden: Hidden

    class Config:
        arbitrary_types_allowed = True


class Wide(v1.BaseModel):
    hidden: Hidden = None
    cls: Type[New] = New


class Plain:
    old: Old
    x: int = v1.Field(1)


def f(x: Any) -> Old:
    try:
        return TypeAdapter(New).validate_python(x)
    except v1.ValidationError:
        return Old()
