from pydantic import BaseModel as Model
from pydantic.v1 import validator
from sqlmodel import SQLModel
from unknown import Base
import pydantic


class Mixin:
    @pydantic.validator("x", check_fields=False)
    def check(cls, v):
        return v


class Old(Model):
    @validator("x")
    def check(cls, v):
        return v


class Table(SQLModel):
    x: int

    @pydantic.validator("x")
    def check(cls, v):
        return v


class Unknown(Base):
    x: int

    @pydantic.validator("x")
    def check(cls, v):
        return v
