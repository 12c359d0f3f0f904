from typing import Literal, Union

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


class Base(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Cat(Base):
    kind: Literal["cat"] = Field("cat", description="what it is")

    @field_validator("kind")
    @classmethod
    def known(cls, v: str) -> str:
        return v

    @model_validator(mode="after")
    def whole(self) -> "Cat":
        return self


class Dog(Base):
    kind: Literal["dog"] = "dog"


class Bird(Base):
    kind: Literal["bird"] = Field(alias="type")


class Fish(Base):
    kind: Literal["fish"]

    @field_validator("kind", mode="before")
    @classmethod
    def lower(cls, v: str) -> str:
        return v.lower()


class Snake(Base):
    model_config = ConfigDict(alias_generator=str.upper)

    kind: Literal["snake"]


Pet = Cat | Dog
Old = Union["Cat", "Dog"]
Maybe = Union[Cat, Dog, None]
Mixed = Cat | int
