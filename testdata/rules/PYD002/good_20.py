from decimal import Decimal
from enum import Enum

from pydantic import BaseModel, Field


class Color(Enum):
    RED = 1


class Base(BaseModel):
    rate: Decimal
    label: "str" = "a"


class Sub(Base):
    rate: Decimal = Decimal("0.2")
    label: str = "x"
    color = Color.RED
    a: bytes = b"x"
    b: str = f"{1}"
    c: int = -1
    d: tuple[int, ...] = (1, 2)
    e: set[str] = {"a"}
    f = None
    g = []
    h = [1, "a"]
    i = Field(title="I")
    j: int = Field(3)
    k: str = "a" "b"
