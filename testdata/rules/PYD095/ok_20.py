import dataclasses

import pydantic.v1
from pydantic import BaseModel, ConfigDict, with_config
from typing_extensions import TypedDict


def dataclass(cls: type) -> type:
    return cls


@dataclass
class A(BaseModel):
    x: int


@dataclasses.dataclass
class B(pydantic.v1.BaseModel):
    x: int


@with_config(ConfigDict(strict=True))
class C(TypedDict):
    x: int
