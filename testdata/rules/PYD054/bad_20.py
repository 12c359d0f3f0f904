from enum import Enum
from typing import Annotated

import pydantic as pd


class Kind(Enum):
    CAT = "cat"


Name = Annotated[str, pd.Field(regex=r"^a")]


class A(pd.BaseModel):
    kind: Kind = pd.Field(Kind.CAT, const=True)
    version: str = pd.Field("1", const=True, description="d")
    a: str = pd.Field(regex="b$", min_items=None)
    b: list[int] = pd.Field([], min_items=1, min_length=2)
    c: int = pd.Field(
        1,
        allow_mutation=True,  # may change
        include={"x"},
    )
    d: str = pd.Field(default="", final=True)
    e: list[int] = pd.Field(unique_items=False, max_items=3)
