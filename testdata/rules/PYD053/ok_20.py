import abc
from typing import Annotated, Any, Optional, Union

from pydantic import BaseModel, Field, root_validator


class A(BaseModel):
    a: Annotated[Optional[int], Field(default=None)]
    b: int | None = Field(...)
    c: Optional[int] = 3
    d: Optional[int] = Field(1)
    e: list[Optional[int]]

    @root_validator
    def check(cls, values):
        return values


class Abstract(BaseModel, abc.ABC):
    a: Optional[int]


class Plain:
    a: Optional[int]
