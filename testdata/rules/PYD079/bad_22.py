from pydantic import BaseModel, validator


class A(BaseModel):
    a: int

    @validator("a")
    def check(cls, v, values):
        return v
