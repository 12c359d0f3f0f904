from pydantic import BaseModel, field_serializer, field_validator, model_validator


class A(BaseModel):
    a: str

    @field_validator
    @classmethod
    def one(cls, v):
        return v

    @field_validator()
    @classmethod
    def two(cls, v):
        return v

    @field_serializer(when_used="json")
    def three(self, v):
        return v

    @field_validator("a", always=True)
    @classmethod
    def four(cls, v):
        return v

    @model_validator
    def five(cls, data, handler):
        return handler(data)

    @field_validator([])
    @classmethod
    def six(cls, v):
        return v

    @field_validator("a", mode="after", pre=True)
    @classmethod
    def seven(cls, v):
        return v
