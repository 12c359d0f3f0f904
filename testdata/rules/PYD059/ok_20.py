from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, Field
from pydantic.dataclasses import dataclass as pydantic_dataclass


class A(BaseModel):
    a: Final[int] = Field(gt=1)
    b: Final[int] = Field(...)
    _c: Final[int] = 3

    def method(self) -> None:
        x: Final = 3


@dataclass
class D:
    a: Final[int] = 3


@pydantic_dataclass
class P:
    a: Final[int] = 3
