from decimal import Decimal

from pydantic import BaseModel, Field


class Base(BaseModel):
    rate: Decimal
    label: "str" = "a"


class Sub(Base):
    rate: Decimal = Decimal("0.2")
    label: str = "x"
    a: bytes = b"x"
    b: str = f"{1}"
    c: int = -1
    d: tuple[int, ...] = (1, 2)
    e: set[str] = {"a"}
    j: int = Field(3)
    k: str = "a" "b"
