from pydantic import BaseModel, field_validator
from somewhere import Unknown

NAMES = ["a"]


class Every(BaseModel):
    a: int
    b: int

    @field_validator("*")
    @classmethod
    def every(cls, v: int) -> int:
        return v

    @field_validator(*NAMES)
    @classmethod
    def named(cls, v: int) -> int:
        return v

    def plain(self) -> int:
        return 1


class Leaf(Every):
    c: int

    @field_validator("c")
    @classmethod
    def every(cls, v: int) -> int:
        return v

    @field_validator("c")
    @classmethod
    def named(cls, v: int) -> int:
        return v

    @field_validator("c")
    @classmethod
    def plain(cls, v: int) -> int:
        return v


class Open(Unknown, Every):
    @field_validator("c", check_fields=False)
    @classmethod
    def every(cls, v: int) -> int:
        return v
