# an operand
from pydantic import BaseModel, ValidationInfo, field_validator


class Range(BaseModel):
    lo: int
    hi: int

    @field_validator("hi")
    @classmethod
    def at_least(cls, v: int, info: ValidationInfo) -> int:
        return max(v, info.data["lo"] + 1)
