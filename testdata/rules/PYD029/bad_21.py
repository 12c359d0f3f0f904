from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, validator


class Stamped(BaseModel):
    created: int


class Shape(Stamped):
    model_config = ConfigDict(validate_assignment=True)

    kind: str
    size: int
    sides: int

    @field_validator("kind", "sides")
    @classmethod
    def unguarded(cls, v: str, info: ValidationInfo) -> str:
        return v + str(info.data["size"])

    @validator("kind")
    def old(cls, v, values):
        return v if "sides" in values else values["created"]

    @field_validator("created", check_fields=False, mode="before")
    @classmethod
    def inherited(cls, v, info: ValidationInfo):
        if "kind" in info.data:
            return int(v)
        return v


class Plain(Stamped):
    kind: str
    sides: int

    @validator("kind")
    def old(cls, v, values):
        return v if "sides" in values else values["created"]
