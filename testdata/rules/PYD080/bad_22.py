# what becomes of these is not quite what was
from pydantic import BaseModel, model_validator, root_validator


class Assigns(BaseModel):
    a: int = 0
    b: int = 0

    @root_validator(skip_on_failure=True)
    def fill(cls, values):
        if not values["b"]:
            values["b"] = values["a"] + 1
        values["a"] += 1
        return values


class Hooked(BaseModel):
    a: int = 0

    def model_post_init(self, context):
        self.a = 1

    @root_validator(skip_on_failure=True)
    def check(cls, values):
        if values["a"] == 1:
            raise ValueError("one")
        return values


class OnAssignment(BaseModel):
    a: int = 0

    class Config:
        validate_assignment = True

    @root_validator(skip_on_failure=True)
    def check(cls, values):
        if values["a"] == 1:
            raise ValueError("one")
        return values


class Mixed(BaseModel):
    a: int = 0

    @model_validator(mode="before")
    @classmethod
    def first(cls, data):
        return {**data, "a": 1}

    @model_validator(mode="after")
    def last(self):
        self.a = 2
        return self

    @root_validator(pre=True)
    def second(cls, values):
        return {**values, "a": values["a"] + 1}

    @root_validator(skip_on_failure=True)
    def third(cls, values):
        if values["a"] == 2:
            raise ValueError("two")
        return values


class Derived(Mixed):
    @root_validator(skip_on_failure=True)
    def fourth(cls, values):
        if values["a"] == 1:
            raise ValueError("one")
        return values
