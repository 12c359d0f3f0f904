from pydantic import BaseModel, model_validator


class A(BaseModel):
    x: int

    @model_validator(mode="after")
    def no_field(cls, values):
        values["y"] = 1
        return values

    @model_validator(mode="after")
    def dictionary(cls, values):
        return cls(**values)

    @model_validator(mode="after")
    def taken(cls, values):
        self = values
        return self

    @model_validator(mode="after")
    def rebound(cls, values):
        values = values.model_copy()
        return values

    @model_validator(mode="after")
    def alone(cls):
        return cls

    @model_validator(mode="after")
    def method(cls, values):
        for name, value in values.items():
            print(name, value)
        return values
