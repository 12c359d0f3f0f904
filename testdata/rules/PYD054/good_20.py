from enum import Enum
from typing import Annotated, Literal

import pydantic as pd


class Kind(Enum):
    CAT = "cat"


Name = Annotated[str, pd.Field(pattern=r"^a")]


class A(pd.BaseModel):
    kind: Literal[Kind.CAT] = Kind.CAT
    version: Literal["1"] = pd.Field(default="1", description="d")
    a: str = pd.Field(pattern="b$")
    b: list[int] = pd.Field([], min_length=2)
    c: int = pd.Field(
        1,
    )
    d: str = pd.Field(default="")
    e: list[int] = pd.Field(max_length=3)
