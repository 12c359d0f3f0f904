# what becomes of these is not quite what was
from pydantic import BaseModel, model_validator


class Assigns(BaseModel):
    a: int = 0
    b: int = 0

    @model_validator(mode="after")
    def fill(self):
        if not self.b:
            self.b = self.a + 1
        self.a += 1
        return self


class Hooked(BaseModel):
    a: int = 0

    def model_post_init(self, context):
        self.a = 1

    @model_validator(mode="after")
    def check(self):
        if self.a == 1:
            raise ValueError("one")
        return self


class OnAssignment(BaseModel):
    a: int = 0

    class Config:
        validate_assignment = True

    @model_validator(mode="after")
    def check(self):
        if self.a == 1:
            raise ValueError("one")
        return self


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

    @model_validator(mode="before")
    @classmethod
    def second(cls, values):
        return {**values, "a": values["a"] + 1}

    @model_validator(mode="after")
    def third(self):
        if self.a == 2:
            raise ValueError("two")
        return self


class Derived(Mixed):
    @model_validator(mode="after")
    def fourth(self):
        if self.a == 1:
            raise ValueError("one")
        return self
