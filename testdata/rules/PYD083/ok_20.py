import dataclasses
from typing import Any, Protocol

import pydantic
from pydantic import BaseModel, v1
from pydantic.dataclasses import dataclass
from pydantic.v1 import ConstrainedStr
from pydantic.v1.dataclasses import dataclass as old_dataclass
from pydantic_core import core_schema

try:
    from bson import ObjectId
except ImportError:
    ObjectId = object


class Name(ConstrainedStr):
    @classmethod
    def __get_validators__(cls):
        yield from super().__get_validators__()

    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(x=1)


class Old(v1.BaseModel):
    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(x=1)


class Id(ObjectId):
    @classmethod
    def __get_validators__(cls):
        yield cls


class HasValidators(Protocol):
    @classmethod
    def __get_validators__(cls): ...


class Both(int):
    if pydantic.VERSION.startswith("1."):

        @classmethod
        def __get_validators__(cls):
            yield cls

    else:

        @classmethod
        def __get_pydantic_core_schema__(cls, source: Any, handler: Any):
            return core_schema.int_schema()


class Derived(Both):
    @classmethod
    def __get_validators__(cls):
        yield cls


class Schema(str):
    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(x=1)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema, handler):
        return handler(schema)


@dataclass
class Box:
    w: int

    def __post_init__(self):
        self.__post_init_post_parse__()

    def __post_init_post_parse__(self):
        self.area = self.w * self.w


@dataclasses.dataclass
class Plain:
    w: int

    def __post_init_post_parse__(self):
        self.area = self.w * self.w


@old_dataclass
class OldBox:
    w: int

    def __post_init_post_parse__(self):
        self.area = self.w * self.w


class A(BaseModel):
    both: Both = Both(1)
    derived: Derived = Derived(1)


def __get_validators__():
    return []
