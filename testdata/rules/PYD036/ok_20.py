# caught here, for type checkers, in a nested function, of no validator, of version 1
from typing import TYPE_CHECKING, assert_never

from pydantic import BaseModel, field_serializer, field_validator
from pydantic.v1 import validator


class A(BaseModel):
    x: int

    @field_validator("x")
    @classmethod
    def caught(cls, v: int) -> int:
        try:
            assert v
        except AssertionError:
            v = 1

        def inner(w: int) -> None:
            assert w

        inner(v)
        if TYPE_CHECKING:
            assert isinstance(v, int)
        if v is None:
            assert_never(v)
        return v

    @field_serializer("x")
    def shown(self, v: int) -> int:
        assert v
        return v


def plain(v: int) -> None:
    assert v


print(validator)
