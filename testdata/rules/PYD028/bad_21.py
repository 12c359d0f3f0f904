from pydantic import BaseModel, field_validator


class Root(BaseModel):
    a: int

    @field_validator("a")
    @classmethod
    def used(cls, v: int) -> int:
        return v


class Leaf(Root):
    b: int

    @field_validator("b")
    @classmethod
    def used(cls, v: int) -> int:
        return v


print(Leaf.used(3))
