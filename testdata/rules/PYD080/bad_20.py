from typing import Any, Dict, List, Optional

import pydantic as pd
from pydantic import BaseModel, Field, RootModel
from pydantic.class_validators import root_validator as whole


def swap(cls, values):
    return {**values, "a": 1} if "A" in values else values


class First(BaseModel):
    a: int
    b: Optional[int] = None
    tags: List[str] = Field(default_factory=list)

    _swap = whole(allow_reuse=True, pre=True)(swap)

    @whole(skip_on_failure=True)
    def ordered(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        # both are there
        def late() -> bool:
            return values["a"] > 3

        if late() and any(t == f"{values['b']!r}" for t in values["tags"]):
            raise ValueError("late")
        return values  # as they are

    @pd.root_validator(skip_on_failure=True, pre=False)
    @classmethod
    def tagged(cls, values, /):
        if values.get("b") == 2 and not values["tags"]:
            raise ValueError("no tags")
        values["tags"].sort()
        return values


class Second(First):
    c: int = 0

    @whole(pre=True, skip_on_failure=False)  # first of all
    # and more
    def fill(cls, values):
        return {"a": 2, **values}

    @whole(
        skip_on_failure=True,  # all there
    )
    def total(
        cls,
        values,  # of all classes
    ):
        if values["a"] + values.get("c") > 100:
            raise ValueError("too much")
        return values
