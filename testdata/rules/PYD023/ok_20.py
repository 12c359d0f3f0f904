from pydantic import BaseModel, model_validator
from pydantic.v1 import BaseModel as V1, root_validator

MODE = "after"


class A(BaseModel):
    x: int

    @model_validator(mode="after")
    @staticmethod
    def static(model):
        return model

    @model_validator(mode="after")
    def named(model):
        return model

    @model_validator(mode=MODE)
    def unknown(cls, values):
        return values


class Old(V1):
    @root_validator
    def check(cls, values):
        return values
