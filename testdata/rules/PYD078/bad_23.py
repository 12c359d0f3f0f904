from typing import List

from pydantic import BaseModel, validator


class Words(BaseModel):
    """Its validator moves into the type first."""

    __root__: List[str]

    @validator("__root__", each_item=True)
    def lower(cls, v):
        return v.lower()
