from typing import Annotated

from pydantic import BaseModel, Field

type Late = Annotated[list[Item], Field(alias="_items")]  # !
type Many[T] = Annotated[list[T], Field(alias="_items")]


class Item(BaseModel):
    x: int


class A(BaseModel):
    items: Late
    many: Many[int]
