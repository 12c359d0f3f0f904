from pydantic import BaseModel, Field, ValidationInfo, field_validator
from somewhere import Unknown


class A(BaseModel):
    a: int
    b: int = Field(alias="bee")
    c: int

    @field_validator("a", "c")
    @classmethod
    def some(cls, v: int, info: ValidationInfo) -> int:
        return v + info.data.get("b", 0)

    @field_validator("*")
    @classmethod
    def every(cls, v: int, info: ValidationInfo) -> int:
        return v + info.data.get("b", 0)

    @field_validator("a")
    @classmethod
    def alias(cls, v: int, info: ValidationInfo) -> int:
        return v + info.data.get("bee", 0)

    @field_validator("a")
    @classmethod
    def itself(cls, v: int, info: ValidationInfo) -> int:
        return v + info.data.get("a", 0)


class B(Unknown):
    a: int
    b: int

    @field_validator("a")
    @classmethod
    def open(cls, v: int, info: ValidationInfo) -> int:
        return v + info.data.get("b", 0)
