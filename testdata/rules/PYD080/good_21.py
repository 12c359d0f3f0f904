# each of these raises when its class is made
from pydantic import BaseModel, model_validator


class Bare(BaseModel):
    a: int

    @model_validator(mode="after")
    def check(self):
        if self.a == 1:
            raise ValueError("one")
        return self


class Called(BaseModel):
    model_config = {"validate_assignment": True}

    a: int

    @model_validator(mode="after")
    def check(self):
        if self.a == 1:
            raise ValueError("one")
        return self


class Reused(BaseModel):
    a: int

    @model_validator(mode="after")
    def check(self):
        assert self.a != 1
        return self
