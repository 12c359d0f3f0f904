# typing has no Self before Python 3.11
from pydantic import BaseModel, model_validator
from typing_extensions import Self


class A(BaseModel):
    a: int = 0

    @model_validator(mode="after")
    def check(self) -> Self:
        if self.a == 1:
            raise ValueError("one")
        return self
