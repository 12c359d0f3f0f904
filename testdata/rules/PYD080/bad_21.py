# each of these raises when its class is made
from pydantic import BaseModel, root_validator


class Bare(BaseModel):
    a: int

    @root_validator
    def check(cls, values):
        if values["a"] == 1:
            raise ValueError("one")
        return values


class Called(BaseModel):
    model_config = {"validate_assignment": True}

    a: int

    @root_validator()
    @classmethod
    def check(cls, values):
        if values["a"] == 1:
            raise ValueError("one")
        return values


class Reused(BaseModel):
    a: int

    @root_validator(allow_reuse=True)
    def check(cls, values):
        assert values["a"] != 1
        return values
