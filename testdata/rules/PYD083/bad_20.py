from enum import Enum

import pydantic.dataclasses
from pydantic import BaseModel, SecretStr


class Point(BaseModel):
    x: int = 0

    @classmethod
    def __get_validators__(cls):
        yield cls.check

    @classmethod
    def check(cls, v):
        return cls(x=v)


class Password(SecretStr):
    @classmethod
    def __get_validators__(cls):
        yield from super().__get_validators__()

    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(format="password")


class Color(str, Enum):
    RED = "red"

    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(title="A color")


class Paint(BaseModel):
    color: "Color | None" = None

    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(title="Paint")


class Even(int):
    @classmethod
    def __get_validators__(cls):
        yield int
        yield cls.check

    @classmethod
    def check(cls, v, field):
        return v


@pydantic.dataclasses.dataclass
class Box:
    w: int

    def __post_init__(self):
        self.raw = self.w

    def __post_init_post_parse__(self):
        self.area = self.w * self.w
