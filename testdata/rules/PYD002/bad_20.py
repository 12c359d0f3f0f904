from decimal import Decimal

from pydantic import BaseModel, Field


class Base(BaseModel):
    rate: Decimal
    label: "str" = "a"


class Sub(Base):
    rate = Decimal("0.2")
    label = "x"
    a = b"x"
    b = f"{1}"
    c = -1
    d = (1, 2)
    e = {"a"}
    j = Field(3)
    k = "a" "b"
