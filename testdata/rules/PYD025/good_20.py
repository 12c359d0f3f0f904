from pydantic import BaseModel, ValidationInfo, field_validator


class A(BaseModel):
    x: int
    y: int

    @field_validator("x", mode="wrap")
    @classmethod
    def wrapped(cls, v, handler):
        return handler(v)

    @field_validator("x")
    def used(self, v: int) -> int:
        return v + self.y

    @field_validator("y")
    @classmethod
    def third(cls, v: int) -> int:
        return v
