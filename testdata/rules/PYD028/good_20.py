from pydantic import BaseModel, field_validator


class Root(BaseModel):
    a: int
    b: int

    @field_validator("a", "b", mode="before")
    @classmethod
    def check(cls, v: int) -> int:
        return v


class Between(Root):
    c: int


class Leaf(Between):
    _d: int
    check_a: int

    @field_validator("a")
    @classmethod
    def check_a_2(cls, v: int) -> int:
        return v


class Again(Between):
    @field_validator("b", "c")
    @staticmethod
    def check_b(v: int) -> int:
        return v
