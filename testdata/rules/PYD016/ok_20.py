# each does something that a model validator cannot do, or would do otherwise
from typing import TypedDict

import pydantic
from pydantic import BaseModel, ValidationInfo, field_validator
from pydantic.dataclasses import dataclass


class A(BaseModel):
    lo: int
    hi: int
    top: int

    @field_validator("hi")
    @classmethod
    def alone(cls, v: int, info: ValidationInfo) -> int:
        if v < 0:
            raise ValueError("negative")
        return v

    @field_validator("hi")
    @classmethod
    def other(cls, v: int, info: ValidationInfo) -> int:
        return v if v > info.data["lo"] else info.data["lo"]

    @field_validator("hi")
    @classmethod
    def guard(cls, v: int, info: ValidationInfo) -> int:
        if "lo" in info.data:
            if v < info.data["lo"]:
                raise ValueError("order")
        return v

    @field_validator("hi")
    @classmethod
    def negative(cls, v: int, info: ValidationInfo) -> int:
        if "lo" not in info.data or v < info.data["lo"]:
            raise ValueError("order")
        return v

    @field_validator("hi")
    @classmethod
    def default(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data.get("lo", 0):
            raise ValueError("order")
        return v

    @field_validator("hi")
    @classmethod
    def unknown(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["low"]:
            raise ValueError("order")
        return v

    @field_validator("hi")
    @classmethod
    def uses_class(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"]:
            raise ValueError(cls.__name__)
        return v

    @field_validator("hi")
    @classmethod
    def rebinds(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"]:
            v = 0
        return v

    @field_validator("hi")
    @classmethod
    def context(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"] and info.mode == "json":
            raise ValueError("order")
        return v

    @field_validator("hi")
    @classmethod
    def iterates(cls, v: int, info: ValidationInfo) -> int:
        if v in info.data.values() or v < info.data["lo"]:
            raise ValueError("order")
        return v

    @field_validator("hi")
    @classmethod
    def stores(cls, v: int, info: ValidationInfo) -> int:
        info.data["lo"] = v
        return v

    @field_validator("hi")
    @classmethod
    def nothing(cls, v: int, info: ValidationInfo) -> int:
        if v > info.data["lo"]:
            return v

    @field_validator("top", mode="wrap")
    @classmethod
    def wraps(cls, v, handler, info: ValidationInfo) -> int:
        if v < info.data["lo"]:
            raise ValueError("order")
        return v


class Needed(BaseModel):
    lo: int
    hi: int
    top: int

    @field_validator("hi")
    @classmethod
    def above(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"]:
            raise ValueError("order")
        return v

    @field_validator("top")
    @classmethod
    def top_above(cls, v: int, info: ValidationInfo) -> int:
        return max(v, info.data["hi"])


@dataclass
class D:
    lo: int
    hi: int

    @field_validator("hi")
    @classmethod
    def above(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"]:
            raise ValueError("order")
        return v


@pydantic.with_config({"extra": "forbid"})
class T(TypedDict):
    lo: int
    hi: int
