from typing import Annotated, Optional

from pydantic import BaseModel, Field


class M(BaseModel):
    a: Optional[int] = Field(...)
    b: Annotated[int, Field(..., gt=1)]
    c: int = Field(Ellipsis)
    d: int = Field(
        default=...,
        description="d",
    )
    e: int = Field(
        ...,  # kept
    )
    f: Annotated[int, "note", Field(...)] = 3
    if Field:
        g: int = ...
