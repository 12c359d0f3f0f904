from pydantic import BaseModel, ValidationInfo, field_validator


class Shape(BaseModel):
    # how large
    # it is
    size: int = 1  # in cm
    # what it is
    kind: str
    name: str = "x"
    sides: int

    @field_validator("kind", mode="before")
    @classmethod
    def known(cls, v: str, info: ValidationInfo) -> str:
        return v.strip() if info.data.get("size", 1) else v
