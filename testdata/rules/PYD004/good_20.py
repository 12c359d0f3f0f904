from typing import Annotated

from pydantic import BaseModel, Field
from pydantic.dataclasses import dataclass


class M(BaseModel):
    a: Annotated[int, "note"] = 1
    b: str = ("a"
    "b")  # last
    c: Annotated[Annotated[int, Field(alias="C")], Field(gt=1)] = 2


@dataclass
class D:
    a: int = 1
