# what other code says
from datetime import datetime
from typing import List, Self, TypeVar

from pydantic import BaseModel, field_validator
from somewhere import Unknown, reusable

T = TypeVar("T")


class Mixed(Unknown, BaseModel):
    a: int
    b: int

    @field_validator("a", "b")
    @classmethod
    def fine(cls, v):
        return v + 1


class Called(BaseModel):
    a: int
    b: int
    _first = field_validator("a")(abs)

    @field_validator("a", "b")
    @classmethod
    def second(cls, v):
        return v + 1


class Reusable(BaseModel):
    a: int
    b: int
    _first = reusable("a")

    @field_validator("a", "b")
    @classmethod
    def third(cls, v):
        return v + 1


class Text(BaseModel):
    a: int
    b: int

    @field_validator("a", "b")
    @classmethod
    def by_name(cls, v):
        return v + 1


getattr(Text, "by_name")


class Below(BaseModel):
    a: "List[Late]"
    b: List["Late"]
    c: List["Late"]

    @field_validator("b", "c")
    @classmethod
    def late(cls, v):
        return v + 1


class Late(BaseModel):
    a: int
    b: int

    @field_validator("a", "b")
    @classmethod
    def evaluated(cls, v: Self) -> int:
        return v + 1


class Base(BaseModel):
    a: int
    b: int

    @field_validator("a", "b")
    @classmethod
    def strip(cls, v):
        return v + 1


class Child(Base):
    pass


class GrandChild(Child):
    @field_validator("a", "b")
    @classmethod
    def strip(cls, v):
        return v + 1


class Result(BaseModel):
    a: int
    b: int

    @field_validator("a", "b")
    @classmethod
    def returned(cls, v) -> Missing:
        return v + 1


class Taken(BaseModel):
    a: int
    b: int

    @field_validator("a", "b")
    @classmethod
    def datetime(cls, v):
        return v + 1


taken_datetime = 1
