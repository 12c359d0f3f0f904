import typing as t
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field


class A(BaseModel):
    a: ClassVar = 3
    b: Annotated[t.ClassVar[int], "note"] = 3
    c: ClassVar[int] = Field(default=3)
