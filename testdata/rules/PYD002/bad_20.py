from decimal import Decimal
from enum import Enum

from pydantic import BaseModel, Field


class Color(Enum):
    RED = 1


class Base(BaseModel):
    rate: Decimal
    label: "str" = "a"


class Sub(Base):
    rate = Decimal("0.2")
    label = "x"
    color = Color.RED
    a = b"x"
    b = f"{1}"
    c = -1
    d = (1, 2)
    e = {"a"}
    f = None
    g = []
    h = [1, "a"]
    i = Field(title="I")
    j = Field(3)
    k = "a" "b"
