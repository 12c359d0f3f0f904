# found, but what a fix would have to do is not certain
from pydantic import BaseModel, ValidationInfo, field_validator


class Shown(BaseModel):
    lo: int
    hi: int

    @field_validator("hi")
    @classmethod
    def shown(cls, v: int, info: ValidationInfo) -> int:
        print(f"{v=} {info.data['lo'] + 1 = }")
        return v


class Called(BaseModel):
    lo: int
    hi: int

    @field_validator("hi")
    @classmethod
    def called(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"]:
            raise ValueError("order")
        return v


class Derived(Called):
    top: int

    @field_validator("top")
    @classmethod
    def checked(cls, v: int, info: ValidationInfo) -> int:
        return cls.called(v, info)


class Base(BaseModel):
    lo: int
    hi: int

    @field_validator("hi")
    @classmethod
    def twice(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"]:
            raise ValueError("order")
        return v


class Over(Base):
    @field_validator("hi")
    @classmethod
    def twice(cls, v: int, info: ValidationInfo) -> int:
        if v <= info.data["lo"]:
            raise ValueError("order")
        return v


class Commented(BaseModel):
    lo: int
    hi: int

    @field_validator("hi")
    @classmethod
    def commented(
        cls,
        v: int,  # the upper one
        info: ValidationInfo,
    ) -> int:
        if v < info.data["lo"]:
            raise ValueError("order")
        return v
