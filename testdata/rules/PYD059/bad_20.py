import typing as t
from typing import Annotated

from typing_extensions import Final

from pydantic import BaseModel, Field


class A(BaseModel):
    a: Final = 3
    b: Annotated[t.Final[int], "note"] = 3
    c: Final[int] = Field(default=3)
