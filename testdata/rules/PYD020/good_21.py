from datetime import date
from typing import Annotated

from pydantic import BaseModel, PlainValidator, field_validator


def parse(v):
    if v:
        return int(v)
    return v


class Model(BaseModel):
    a: Annotated[int, PlainValidator(parse)]
    b: date
    c: str

    @field_validator("b")
    @classmethod
    def later(cls, v: date) -> date:
        with open("/dev/null"):
            if v.year > 2000:
                return v
        return v

    @field_validator("b")
    @classmethod
    def bare(cls, v: date) -> date:
        if v.year > 2000:
            return
        return v

    @field_validator("c")
    @classmethod
    def local(cls, v: str) -> str:
        short = v.strip()
        if short:
            return short
