from pydantic import BaseModel, ValidationInfo, field_validator, model_validator
from somewhere import helper


class A(BaseModel):
    x: int

    @field_validator("x")
    def values(v, values):
        return 3

    @field_validator("x")
    def typed(v, extra: ValidationInfo):
        return 3

    @field_validator("x")
    def used(klass, v):
        return klass or v

    @field_validator("x", mode="wrap")
    def wrapped(v, handler):
        return 3

    @field_validator("x")
    @helper
    def other(self, v):
        return v

    @field_validator("x")
    def default(v, strict=False):
        return 3

    @model_validator(mode="after")
    def after(self):
        return self

    @model_validator(mode="before")
    def free(self):
        return self

    @model_validator(mode="before")
    @staticmethod
    def static(data, info):
        return data
