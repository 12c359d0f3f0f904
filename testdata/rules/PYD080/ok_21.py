# version 1
from pydantic import BaseModel, root_validator


class A(BaseModel):
    @root_validator
    def check(cls, values):
        return values
