from typing import Self

from pydantic import BaseModel, model_validator


class Range(BaseModel):
    lo: int
    hi: int

    @model_validator(mode="after")
    def ordered(self) -> Self:
        if self.hi < self.lo and self.hi > 0:
            raise ValueError(f"{self.hi} < {self.lo}")
        return self
