# what a decorator, a signature, a body or a field of another form says
import functools
from typing import ClassVar, Final

from pydantic import BaseModel, field_validator, validator

NAMES = ["a", "b"]


class M(BaseModel):
    a: int
    b: int
    s: "int"
    k: ClassVar[int] = 1
    f: Final[int] = 1
    a2: int
    b2: int
    if NAMES:
        c: int

    @field_validator("a", *NAMES)
    @classmethod
    def splat(cls, v):
        return v

    @field_validator("a", "b", mode=str("before"))
    @classmethod
    def computed_mode(cls, v):
        return v

    @field_validator("a", "b", json_schema_input_type=str)
    @classmethod
    def after_with_input(cls, v):
        return v

    @field_validator("a", "b")
    @functools.lru_cache
    def cached(cls, v):
        return v

    @field_validator("a", "b")
    @classmethod
    async def later(cls, v):
        return v

    @field_validator("a", "b")
    @classmethod
    def defaulted(cls, v, scale=2):
        return v

    @field_validator("a", "b")
    @classmethod
    def keyword(cls, v, *, scale):
        return v

    @field_validator("a", "b")
    @classmethod
    def rest(cls, v, *args):
        return v

    @field_validator("a", "b")
    def own(self, v):
        return v

    @field_validator("a", "b", mode="wrap")
    @classmethod
    def no_handler(cls, v):
        return v

    @field_validator("a", "b")
    @classmethod
    def mangled(cls, v):
        return __private + v

    @field_validator("a", "b")
    @classmethod
    def parent(cls, v):
        return super().parent(v)

    @field_validator("a", "b")
    @classmethod
    def passes_info(cls, v, info):
        return print(info)

    @field_validator("a", "s")
    @classmethod
    def text(cls, v):
        return v

    @field_validator("k", "f")
    @classmethod
    def constants(cls, v):
        return v

    @field_validator("a", "c")
    @classmethod
    def conditional(cls, v):
        return v

    @field_validator("a", "d")
    @classmethod
    def missing(cls, v):
        return v


if NAMES:

    class N(BaseModel):
        a: int
        b: int

        @field_validator("a", "b")
        @classmethod
        def nested(cls, v):
            return v
