from contextlib import suppress
from typing import Any

from pydantic import BaseModel, ValidationInfo, field_validator


class A(BaseModel):
    low: int
    anything: Any = None
    high: int

    @field_validator("high")
    @classmethod
    def cannot_fail(cls, v: int, info: ValidationInfo) -> int:
        return v if info.data["anything"] else 0

    @field_validator("high")
    @classmethod
    def conjunct(cls, v: int, info: ValidationInfo) -> int:
        return v and "low" in info.data and info.data["low"] or 0

    @field_validator("high")
    @classmethod
    def several(cls, v: int, info: ValidationInfo) -> int:
        if not all(name in info.data for name in ("low", "anything")):
            return v
        return info.data["low"]

    @field_validator("high")
    @classmethod
    def got(cls, v: int, info: ValidationInfo) -> int:
        low = info.data.get("low")
        if low is None:
            raise ValueError("low")
        return info.data["low"]

    @field_validator("high")
    @classmethod
    def asserted(cls, v: int, info: ValidationInfo) -> int:
        assert "low" in info.data
        return info.data["low"]

    @field_validator("high")
    @classmethod
    def suppressed(cls, v: int, info: ValidationInfo) -> int:
        with suppress(KeyError):
            v = info.data["low"]
        return v

    @field_validator("high")
    @classmethod
    def chained(cls, v: int, info: ValidationInfo) -> int:
        if "low" not in info.data:
            v = 3
        elif info.data["low"]:
            v = 4
        return v

    @field_validator("high")
    @classmethod
    def written(cls, v: int, info: ValidationInfo) -> int:
        info.data["low"] = 3
        return v

    @field_validator("low")
    @classmethod
    def too_early(cls, v: int, info: ValidationInfo) -> int:
        return info.data["high"]

    @field_validator("high")
    @classmethod
    def no_field(cls, v: int, info: ValidationInfo) -> int:
        return info.data["lowest"]


class B(BaseModel):
    low: int
    high: int

    @field_validator("*")
    @classmethod
    def every(cls, v: int, info: ValidationInfo) -> int:
        return info.data["low"]
