from typing import ClassVar

from pydantic import BaseModel, Field
from pydantic.dataclasses import dataclass


class A(BaseModel):
    __slots__ = ("a",)
    __private__: int = 3
    _: int = Field(default=1)
    __x: ClassVar[int] = 3
    __y = 3


@dataclass
class D:
    _a: int = Field(default=1)


class Plain:
    _a: int = Field(default=1)
    __b: int = 3
