# no model, a dataclass, a model of SQLModel, code for several versions
import pydantic
from pydantic import BaseModel, dataclasses, root_validator
from sqlmodel import SQLModel

from elsewhere import Something


@dataclasses.dataclass
class D:
    a: int = 0

    @root_validator(skip_on_failure=True)
    def check(cls, values):
        return values


class S(SQLModel):
    a: int = 0

    @root_validator(skip_on_failure=True)
    def check(cls, values):
        return values


class P(Something):
    @root_validator(skip_on_failure=True)
    def check(cls, values):
        return values


class Own:
    @staticmethod
    def root_validator(pre):
        return lambda f: f


class M(BaseModel):
    @Own.root_validator(pre=True)
    def check(cls, values):
        return values


if pydantic.VERSION.startswith("1."):

    class Old(BaseModel):
        @root_validator(pre=True)
        def check(cls, values):
            return values
