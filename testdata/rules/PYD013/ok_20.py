from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, ValidationInfo, field_validator


class A(BaseModel):
    limited: int = Field(ge=0)
    short: Annotated[str, StringConstraints(max_length=3)]
    text: str | None = None
    pair: tuple[int, int]
    n: int
    m: int
    k: int
    x: float
    last: str
    code: str = Field(max_length=3)

    @field_validator("code")
    @classmethod
    def zero(cls, v: str) -> str:
        return v.strip()

    @field_validator("limited")
    @classmethod
    def one(cls, v: int) -> int:
        if v < 1:
            raise ValueError("no")
        return v

    @field_validator("short")
    @classmethod
    def two(cls, v: str) -> str:
        if len(v) < 1:
            raise ValueError("no")
        return v

    @field_validator("text")
    @classmethod
    def three(cls, v: str | None) -> str | None:
        if len(v) < 1:
            raise ValueError("no")
        return v

    @field_validator("pair")
    @classmethod
    def four(cls, v: tuple[int, int]) -> tuple[int, int]:
        if not v:
            raise ValueError("no")
        return v

    @field_validator("n")
    @classmethod
    def five(cls, v: int) -> int:
        if v < 0:
            raise TypeError("no")
        return v

    @field_validator("m")
    @classmethod
    def six(cls, v: int, info: ValidationInfo) -> int:
        if v < 0:
            raise ValueError("no", info.field_name)
        return v

    @field_validator("k")
    @classmethod
    def seven(cls, v: int) -> int:
        if v < 0:
            raise ValueError("no")
        elif v > 3:
            raise ValueError("no")
        return v

    @field_validator("x")
    @classmethod
    def eight(cls, v: float) -> float:
        if v % 2:
            raise ValueError("no")
        return v

    @field_validator("last", mode="after")
    @classmethod
    def nine(cls, v: str) -> str:
        assert v, "no"
        return v
