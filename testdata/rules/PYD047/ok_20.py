from enum import Enum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic_settings import BaseSettings


class Color(Enum):
    RED = "red"


class A(BaseModel):
    model_config = ConfigDict(use_enum_values=True)
    color: Color = Color.RED


class B(A):
    model_config = ConfigDict(validate_default=True)


class S(BaseSettings):
    model_config = {"use_enum_values": True}
    color: Color = Color.RED


class C(BaseModel):
    model_config = ConfigDict(use_enum_values=True)
    kind: ClassVar[Color] = Color.RED
    value: str = Color.RED.value
    any: object = Color.RED
