import typing
from typing import Optional

import pydantic as pd
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings


class Named(BaseModel):
    name: str = "x"


class Range(Named):
    lo: int
    mid: Optional[int] = Field(None)
    hi: int = 10

    @pd.field_validator("hi")
    def above(
        cls,
        value: int,
        info: pd.ValidationInfo,
    ):
        """`value` is above."""
        lo = info.data.get("lo")

        def far() -> bool:
            return value - info.data["lo"] > 100

        if lo is not None and "lo" in info.data and value < lo:
            raise ValueError(f"{value} < {info.data['lo']}")  # says both
        elif far() and "name" in info.data and info.data["name"] != "far":
            return value
        assert value != info.data["mid"]
        return (value)


class Limits(BaseSettings):
    low: int = 0
    high: int = 1

    @pd.field_validator("high", mode="after")
    @classmethod
    def ordered(cls, v: int, info: pd.ValidationInfo) -> int:
        if "low" in info.data and info.data["low"] > v:
            raise ValueError("not in order")
        return v
