from functools import cached_property

from pydantic import BaseModel, computed_field, field_serializer, field_validator, model_validator
from pydantic.dataclasses import dataclass


class Mixin:
    @classmethod
    @field_validator("x", check_fields=False)
    def positive(cls, v: int) -> int:
        return abs(v)


class A(Mixin, BaseModel):
    x: int

    @classmethod
    # runs first
    @field_validator("x", mode="before")
    def both(cls, v: int) -> int:
        return v

    @cached_property
    @computed_field
    def y(self) -> int:
        return self.x + 1

    @staticmethod
    @field_serializer("x")
    def dump(v: int) -> str:
        return str(v)


@dataclass
class B:
    x: int

    @classmethod
    @model_validator(mode="before")
    def prepare(cls, data):
        return data
