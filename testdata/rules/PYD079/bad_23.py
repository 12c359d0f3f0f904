from typing import Dict, List, Optional

from pydantic import BaseModel, validator


class Cart(BaseModel):
    prices: List[int]
    notes: Optional[Dict[str, List[str]]] = None
    tags: tuple[str, ...] | None = None
    raw: list

    @validator("prices", each_item=True)
    def positive(cls, v):
        if v <= 0:
            raise ValueError("not positive")
        return v

    @validator("notes", "tags", each_item=True, pre=True)
    def as_is(cls, v, **kwargs):
        """Nothing to do."""
        return v

    @validator("raw", each_item=True)
    def unknown(cls, v):
        return v

    @validator("prices", each_item=True)
    def second(cls, v, values):
        return v + len(values)
