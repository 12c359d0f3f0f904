from datetime import date
from decimal import Decimal
from typing import Annotated, Optional

import pydantic as p

EPOCH = date(1970, 1, 1)


class A(p.BaseModel):
    price: Optional[Decimal] = None
    born: date = p.Field(..., alias="birth")
    step: int
    name: Annotated[str, p.AfterValidator(str.title)]
    code: str = p.Field(description="x")
    tags: list[str] = []

    @p.field_validator("price")
    @classmethod
    def positive(cls, v):
        if 0 >= v:
            raise ValueError
        return v

    @p.field_validator("born")
    @classmethod
    def modern(cls, v: date) -> date:
        if not v >= EPOCH:
            raise AssertionError("old")
        return v

    @p.field_validator("step")
    @classmethod
    def even(cls, v: int) -> int:
        if v % 2 != 0:
            raise ValueError("odd")
        return v

    @p.field_validator("name", "code")
    @classmethod
    def stripped(cls, v: str) -> str:
        return v.strip()

    @p.field_validator("tags")
    @classmethod
    def some(cls, v: list[str]) -> list[str]:
        if not v:
            raise ValueError("none")
        return v
