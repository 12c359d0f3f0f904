from typing import TypedDict

from pydantic import BaseModel, ConfigDict


class A(BaseModel):
    __pydantic_config__ = ConfigDict(strict=True)


class B(TypedDict):
    __pydantic_config__: ConfigDict
