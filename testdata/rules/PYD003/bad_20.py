from typing import Annotated

from pydantic import BaseModel, Field


class M(BaseModel):
    a: Annotated[int, "note"] = Field(1)
    b: str = Field("a" "b")
    c: Annotated[int, "note"] = Field()
