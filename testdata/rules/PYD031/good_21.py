from pydantic import BaseModel, ValidationInfo, field_validator


class A(BaseModel):
    a: int
    b: int
    c: int

    @field_validator("a")
    @classmethod
    def taken(cls, v, values):
        info = values["x"]
        return info

    @field_validator("b")
    @classmethod
    def more(cls, v, values, **kwargs):
        return values["x"] or kwargs["field"]

    @field_validator("c")
    @classmethod
    def fine(cls, v, info: ValidationInfo):
        return list(info.data.items())
