from pydantic import BaseModel, ValidationInfo, field_validator


class Range(BaseModel):
    lo: int
    hi: int

    @field_validator("hi")
    @classmethod
    def ordered(cls, v: int, info: ValidationInfo) -> int:
        if v < info.data["lo"] and v > 0:
            raise ValueError(f"{v} < {info.data['lo']}")
        return v
