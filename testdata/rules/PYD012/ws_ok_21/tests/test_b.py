from pydantic import BaseModel, field_validator


class Local(BaseModel):
    x: str

    @field_validator("x")
    @classmethod
    def low(cls, v: str) -> str:
        return v.lower()
