from abc import abstractmethod
from enum import Enum
from typing import Literal, TypeVar

import pytest
from pydantic import BaseModel, field_validator

T = TypeVar("T")


class Color(Enum):
    RED = 1
    BLUE = 2


def fail(v):
    raise ValueError(v)


class A(BaseModel):
    a: Color
    b: int
    c: int | None
    d: Literal["x", "y"]
    e: int

    @field_validator("a")
    @classmethod
    def members(cls, v: Color) -> Color:
        if v is Color.RED:
            return v
        elif v == Color.BLUE:
            return v

    @field_validator("b")
    @classmethod
    def guarded(cls, v):
        if not v:
            return
        raise ValueError("b")

    @field_validator("b")
    @classmethod
    def helper(cls, v):
        if v > 3:
            return v
        else:
            fail(v)

    @field_validator("c")
    @classmethod
    def maybe(cls, v):
        if v:
            return v

    @field_validator("d")
    @classmethod
    def literal(cls, v):
        if v == "x":
            return v
        elif v == "y":
            return v

    @field_validator("e")
    @classmethod
    def loop(cls, v):
        while True:
            for x in range(v):
                break
            v += 1
            if v > 3:
                return v

    @field_validator("e")
    @classmethod
    @abstractmethod
    def abstract(cls, v):
        """Says what it does."""
        v = v

    @field_validator("e")
    @classmethod
    def matched(cls, v):
        match v:
            case 1:
                return v
            case 2:
                raise ValueError

    @field_validator("e")
    @classmethod
    def tried(cls, v):
        try:
            v += 1
        finally:
            return v

    @field_validator("e")
    @classmethod
    def test(cls, v):
        if v:
            pytest.fail("no")
        assert False, "never"
