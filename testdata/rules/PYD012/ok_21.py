from pydantic import BaseModel, field_validator


class A(BaseModel):
    x: str

    @field_validator("x")
    @classmethod
    def low(cls, v: str) -> str:
        return v.lower()


class B(BaseModel):
    x: str

    @field_validator("x")
    @classmethod
    def low(cls, v: str) -> str:
        return v.lower()


def test() -> None:
    assert B.low("A") == "a"
