import contextlib

from pydantic import BaseModel, field_serializer, field_validator, validator

try:
    from other import Odd
except ImportError:
    Odd = ValueError


def make(name: str) -> type[BaseModel]:
    class Arguments(BaseModel):
        x: int

        @field_validator("x")
        @classmethod
        def check(cls, v: int) -> int:
            raise TypeError(f"{name}() got an unexpected argument")

    return Arguments


class A(BaseModel):
    x: int

    @field_validator("x")
    @classmethod
    def nested(cls, v: int) -> int:
        def later() -> None:
            raise TypeError("not in the validator itself")

        return v

    @field_validator("x")
    @classmethod
    def suppressed(cls, v: int) -> int:
        with contextlib.suppress(TypeError):
            raise TypeError("not seen")
        return v

    @field_validator("x")
    @classmethod
    def unknown(cls, v: int) -> int:
        try:
            raise TypeError("perhaps not seen")
        except (KeyError, Odd):
            return v

    @field_validator("x")
    @classmethod
    def bare(cls, v: int) -> int:
        try:
            raise TypeError("not seen")
        except:  # noqa: E722
            raise

    @validator("x")
    def old(cls, v: int) -> int:
        raise TypeError("to be moved first")

    @field_serializer("x")
    def dump(self, v: int) -> int:
        raise TypeError("no validator")
