import re
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

Word = Annotated[str, Field(pattern=r"(?=x)x")]
LOOK = re.compile(r"(?=x)x")


class Base(BaseModel, regex_engine="python-re"):
    pass


class A(Base):
    a: str = Field(pattern=r"(?=x)x")


class B(BaseModel):
    a: str = Field(pattern=r"\(?=x")
    b: str = Field(pattern=LOOK)
    c: str = Field(pattern="\\d\t(?:x)[\1]")


def read(q: Annotated[str, Query(pattern=r"(?=x)x")]):
    return q
