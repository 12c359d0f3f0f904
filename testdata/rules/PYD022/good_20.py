from functools import cached_property

from pydantic import BaseModel, computed_field, field_serializer, field_validator, model_validator
from pydantic.dataclasses import dataclass


class Mixin:
    @field_validator("x", check_fields=False)
    @classmethod
    def positive(cls, v: int) -> int:
        return abs(v)


class A(Mixin, BaseModel):
    x: int

    # runs first
    @field_validator("x", mode="before")
    @classmethod
    def both(cls, v: int) -> int:
        return v

    @computed_field
    @cached_property
    def y(self) -> int:
        return self.x + 1

    @field_serializer("x")
    @staticmethod
    def dump(v: int) -> str:
        return str(v)


@dataclass
class B:
    x: int

    @model_validator(mode="before")
    @classmethod
    def prepare(cls, data):
        return data
