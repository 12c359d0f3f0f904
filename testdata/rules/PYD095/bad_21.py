from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, with_config
from pydantic.dataclasses import dataclass as pydantic_dataclass


@dataclass(order=True)  # !
class A(BaseModel):
    x: int


@with_config(ConfigDict(strict=True))  # !
class B(BaseModel):
    x: int


@pydantic_dataclass(frozen=False)  # !
class C(BaseModel):
    x: int
