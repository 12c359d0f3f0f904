import typing
from typing import Optional, Self

import pydantic as pd
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings


class Named(BaseModel):
    name: str = "x"


class Range(Named):
    lo: int
    mid: Optional[int] = Field(None)
    hi: int = 10

    @pd.model_validator(mode="after")
    def above(self) -> Self:
        """`value` is above."""
        lo = self.lo

        def far() -> bool:
            return self.hi - self.lo > 100

        if lo is not None and self.hi < lo:
            raise ValueError(f"{self.hi} < {self.lo}")  # says both
        elif far() and self.name != "far":
            return self
        assert self.hi != self.mid
        return (self)


class Limits(BaseSettings):
    low: int = 0
    high: int = 1

    @pd.model_validator(mode="after")
    def ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("not in order")
        return self
