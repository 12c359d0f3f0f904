from typing import Annotated, Dict, List, Optional

from pydantic import AfterValidator, BaseModel, BeforeValidator, validator


def positive(v):
    if v <= 0:
        raise ValueError("not positive")
    return v


def as_is(v):
    """Nothing to do."""
    return v


class Cart(BaseModel):
    prices: List[Annotated[int, AfterValidator(positive)]]
    notes: Optional[Dict[str, Annotated[List[str], BeforeValidator(as_is)]]] = None
    tags: tuple[Annotated[str, BeforeValidator(as_is)], ...] | None = None
    raw: list

    @validator("raw", each_item=True)
    def unknown(cls, v):
        return v

    @validator("prices", each_item=True)
    def second(cls, v, values):
        return v + len(values)
