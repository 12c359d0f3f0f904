# what a name means differs, a validator is overridden, called by name, follows another one
import re as regex

from pydantic import BaseModel, field_validator

LIMIT = 3
Text = str


class Named(BaseModel):
    name: str
    text: Text
    note: str
    title: str
    kind: bytes

    @field_validator("name")
    @classmethod
    def short(cls, v: str) -> str:
        return v[:LIMIT]

    @field_validator("kind")
    @classmethod
    def spaced(cls, v: bytes) -> bytes:
        return regex.sub(r"\s", " ", v)


class Base(BaseModel):
    note: str

    @field_validator("note")
    @classmethod
    def joined(cls, v: str) -> str:
        return "-".join(v.split())


class Redone(Base):
    note: str = ""


class Called(BaseModel):
    title: str

    @field_validator("title")
    @classmethod
    def titled(cls, v: str) -> str:
        return v.strip().title()


class Twice(BaseModel):
    title: str

    @field_validator("title")
    @classmethod
    def stripped(cls, v: str) -> str:
        return v.strip()

    @field_validator("title")
    @classmethod
    def doubled(cls, v: str) -> str:
        return v + v
