from typing import List, Optional, Self

import pydantic as pd
from pydantic import BaseModel, Field, RootModel, model_validator


def swap(cls, values):
    return {**values, "a": 1} if "A" in values else values


class First(BaseModel):
    a: int
    b: Optional[int] = None
    tags: List[str] = Field(default_factory=list)

    _swap = model_validator(mode="before")(swap)

    @model_validator(mode="after")
    def ordered(self) -> Self:
        # both are there
        def late() -> bool:
            return self.a > 3

        if late() and any(t == f"{self.b!r}" for t in self.tags):
            raise ValueError("late")
        return self  # as they are

    @pd.model_validator(mode="after")
    def tagged(self):
        if self.b == 2 and not self.tags:
            raise ValueError("no tags")
        self.tags.sort()
        return self


class Second(First):
    c: int = 0

    @model_validator(mode="before")  # first of all
    # and more
    @classmethod
    def fill(cls, values):
        return {"a": 2, **values}

    @model_validator(
        mode="after",  # all there
    )
    def total(
        self,
    ):
        if self.a + self.c > 100:
            raise ValueError("too much")
        return self
