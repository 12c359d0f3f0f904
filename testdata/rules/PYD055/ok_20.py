from typing import Annotated

from elsewhere import Base
from fastapi import Query
from pydantic import BaseModel, Field
from pydantic.v1 import Field as V1Field
from pydantic_settings import BaseSettings
from sqlmodel import Field as SQLField

Url = Annotated[str, Field(env="URL")]


class Settings(BaseSettings):
    a: str = Field(default="x", env="X")


class Other(Base):
    a: str = Field(default="x", env="X")


class M(BaseModel):
    a: int = SQLField(default=1, index=True)
    b: int = V1Field(1, unit="EUR")
    c: str = Field(regex="x")
    d: str = Field(default="", exclude_if=bool, fail_fast=True, deprecated=True, union_mode="smart")


def f(q: str = Query(example="x")) -> None: ...
