# before version 2.12, the last constraint counts alone
from typing import Annotated

from pydantic import BaseModel, Field, conint, conlist, constr


class A(BaseModel):
    low: conint(ge=5) = Field(7, ge=0)
    tags: Annotated[conlist(str, min_length=1), "tags"] = Field([], min_length=0)
    name: constr(min_length=1) = Field("a", min_length=0)
    high: conint(le=5) = Field(7, ge=0)
