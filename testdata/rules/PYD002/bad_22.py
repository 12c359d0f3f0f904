from enum import Enum

from pydantic import BaseModel, Field


class Color(Enum):
    RED = 1


class A(BaseModel):
    color = Color.RED
    f = None
    g = []
    h = [1, "a"]
    i = Field(title="I")
