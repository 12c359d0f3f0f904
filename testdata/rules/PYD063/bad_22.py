from typing import Literal, Union

from pydantic import BaseModel, Field


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


Pet = Union[Cat, Dog]
Checked = Cat | Dog


class Owner(BaseModel):
    pet: Pet
    pets: list[Pet] = []
    named: Checked = Field(description="named")
    other: Checked


def is_pet(x: object) -> bool:
    return isinstance(x, Checked)
