# typing has no Self before Python 3.11
from pydantic import BaseModel, root_validator


class A(BaseModel):
    a: int = 0

    @root_validator(skip_on_failure=True)
    def check(cls, values: dict) -> dict:
        if values["a"] == 1:
            raise ValueError("one")
        return values
