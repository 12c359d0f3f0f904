import abc
import sys
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel, RootModel, computed_field, create_model, field_serializer, field_validator
from somewhere import Unknown, decorate

T = TypeVar("T")
NAME = "y"


class Open(Unknown, BaseModel):
    @field_validator("x")
    @classmethod
    def check(cls, v):
        return v


class Conditional(BaseModel, abc.ABC):
    if sys.version_info >= (3, 14):
        x: int
    shared: ClassVar[int] = 1

    @field_validator("x", "shared")
    @classmethod
    def check(cls, v):
        return v


class Dynamic(BaseModel):
    __annotations__["x"] = int

    @field_validator("x")
    @classmethod
    def check(cls, v):
        return v


@decorate
class Decorated(BaseModel):
    @field_validator("x")
    @classmethod
    def check(cls, v):
        return v


class Meta(BaseModel, metaclass=type(Unknown)):
    @field_validator("x")
    @classmethod
    def check(cls, v):
        return v


class Page(BaseModel, Generic[T]):
    items: list[T]


class Users(Page[int]):
    @field_validator("items", NAME, f"x")
    @classmethod
    def check(cls, v):
        return v


class Box[U](BaseModel):
    item: U

    @field_validator("itme")
    @classmethod
    def check(cls, v):
        return v


class Computed(BaseModel):
    @computed_field
    @property
    def total(self) -> int:
        return 1


class More(Computed):
    @field_serializer("total")
    def dump(self, v):
        return v


class Root(RootModel[int]):
    @field_validator("root")
    @classmethod
    def check(cls, v):
        return v


class Base(BaseModel):
    @field_validator("later", check_fields=False)
    @classmethod
    def check(cls, v):
        return v


class Spread(BaseModel):
    @field_validator("x", **{"check_fields": False})
    @classmethod
    def check(cls, v):
        return v
