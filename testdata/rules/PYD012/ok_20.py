from pydantic import BaseModel, ValidationInfo, field_validator


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
    def first(cls, v: str) -> str:
        return v.strip(" -")

    @field_validator("x")
    @classmethod
    def low(cls, v: str) -> str:
        return v.lower()


class C(BaseModel):
    y: int
    z: int

    @field_validator("y")
    @classmethod
    def over(cls, v: int, info: ValidationInfo) -> int:
        if v > info.data["z"]:
            raise ValueError("over")
        return v

    @field_validator("z")
    @classmethod
    def above(cls, v: int, info: ValidationInfo) -> int:
        if v > info.data["z"]:
            raise ValueError("over")
        return v


class D(BaseModel):
    n: float

    @field_validator("n")
    @classmethod
    def positive(cls, v: float) -> float:
        return abs(v)


class E(BaseModel):
    n: int

    @field_validator("n")
    @classmethod
    def positive(cls, v: int) -> int:
        return abs(v)
