from typing import Annotated, Literal, Union

from pydantic import BaseModel, Field


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


Pet = Annotated[Union[Cat, Dog], Field(discriminator="kind")]
Checked = Cat | Dog


class Owner(BaseModel):
    pet: Pet
    pets: list[Pet] = []
    named: Checked = Field(description="named", discriminator="kind")
    other: Checked


def is_pet(x: object) -> bool:
    return isinstance(x, Checked)
