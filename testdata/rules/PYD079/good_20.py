from typing import List, Optional

from pydantic import BaseModel, Field, PrivateAttr, SecretStr, ValidationInfo, field_validator
from pydantic.dataclasses import dataclass

DEFAULT = 3


class A(BaseModel):
    a: int = Field(default=DEFAULT, validate_default=True)
    b: Optional[str]
    c: List[int] = Field(default_factory=list, validate_default=True)
    d: int = Field(..., gt=0)
    e: SecretStr = Field(default=SecretStr("x"), validate_default=True)

    @field_validator("a", "b", "c", "d", "e")  # all of them
    @classmethod
    def first(cls, v, info: ValidationInfo):
        for k in info.data:
            print(f"{k!r}")
        return (lambda: info.data[info.field_name])()

    @field_validator("a", check_fields=False)
    @classmethod
    def second(cls, value, info: ValidationInfo):
        return value + cls.zero(info.data, info.data)

    @field_validator("a")
    @staticmethod
    def third(v):
        return v

    @field_validator("*", mode="before")
    @classmethod
    def fourth(klass, v):
        return v

    @field_validator("b")
    def fifth(v, validation_info: ValidationInfo):
        info = len(validation_info.data)
        return v + info

    _strip = field_validator("b", mode="before")(lambda v: v.strip())


@dataclass
class D:
    x: int

    @field_validator("x")
    # the comment stays
    @classmethod
    def check(cls, v):
        return v
