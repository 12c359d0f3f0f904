from typing import Annotated, Optional

from pydantic import BaseModel, Field


class M(BaseModel):
    a: Optional[int]
    b: Annotated[int, Field(gt=1)]
    c: int
    d: int = Field(
        description="d",
    )
    e: int = Field(
        # kept
    )
    f: Annotated[int, "note"] = 3
    if Field:
        g: int
