# each of these keeps its finding and has no fix
from typing import List

from pydantic import BaseModel, Field, root_validator, validator

from somewhere import SomeField, helper

FIELDS = ["a"]
SHARED = Field(3)
options = {"pre": True}


def two(v, values):
    return v


class Base(BaseModel):
    inherited: int = 1


class A(Base):
    a: int = SomeField()
    b: int = SHARED

    @validator
    def bare(cls, v):
        return v

    @validator(pre=True)
    def nothing(cls, v):
        return v

    @validator("a", **options)
    def unknown(cls, v):
        return v

    @validator("a", pre=bool(1))
    def computed(cls, v):
        return v

    @validator("inherited", always=True)
    def parent(cls, v):
        return v

    @validator("a", always=True)
    def made(cls, v):
        return v

    @validator("b", always=True)
    def shared(cls, v):
        return v

    @validator(*FIELDS, always=True)
    def listed(cls, v):
        return v

    @validator("*", always=True)
    def star(cls, v):
        return v

    @validator("a")
    def by_type(cls, v, field):
        return field.type_(v)

    @validator("a")
    def by_config(cls, v, config):
        return v + config.extra

    @validator("a")
    def rebound(cls, v, values):
        values = dict(values)
        return v

    @validator("a")
    def every(cls, v, **kwargs):
        return helper(v, **kwargs)

    @validator("a")
    def partial(cls, v, scale=2):
        return v * scale

    @validator("a")
    def empty(cls):
        return 1

    @validator("a")
    @validator("b")
    def both(cls, v):
        return v

    @validator(["a", "b"])
    def in_a_list(cls, v):
        return v

    _helper = validator("a")(helper)
    _two = validator("a", allow_reuse=True)(two)
