from pydantic import BaseModel, computed_field, field_serializer, field_validator, model_serializer, model_validator, validator

OPTIONS = {"mode": "before"}
NAME = "a"


class A(BaseModel):
    a: str
    b: str

    @field_validator("a", **OPTIONS)
    @classmethod
    def one(cls, v):
        return v

    @model_validator(**OPTIONS)
    @classmethod
    def two(cls, data):
        return data

    @field_validator([NAME, "b"])
    @classmethod
    def three(cls, v):
        return v

    @validator("a", pre=True, always=True)
    def four(cls, v):
        return v

    @model_serializer
    def five(self):
        return {}

    @computed_field
    def six(self) -> int:
        return 1
