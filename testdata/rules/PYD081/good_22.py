# before version 2.12, the last constraint counts alone
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints


class A(BaseModel):
    low: Annotated[int, Field(ge=5)] = Field(7, ge=0)
    tags: Annotated[Annotated[list[str], Field(min_length=1)], "tags"] = Field([], min_length=0)
    name: Annotated[str, StringConstraints(min_length=1)] = Field("a", min_length=0)
    high: Annotated[int, Field(le=5)] = Field(7, ge=0)
