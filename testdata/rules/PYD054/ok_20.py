from fastapi import Query
from pydantic import BaseModel, Field
from sqlmodel import Field as SQLField

KW = {}


class A(BaseModel):
    a: str = Field(regex="a", **KW)
    b: str = SQLField(regex="a")


def f(q: str = Query(regex="a")) -> None: ...
