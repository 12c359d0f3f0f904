import re2 as regex
from pydantic import BaseModel, field_validator

from app.a import Called

LIMIT = 4

print(Called.titled("a b"))


class Other(BaseModel):
    name: str
    note: str
    title: str
    twice: str
    kind: bytes

    @field_validator("name")
    @classmethod
    def short(cls, v: str) -> str:
        return v[:LIMIT]

    @field_validator("kind")
    @classmethod
    def spaced(cls, v: bytes) -> bytes:
        return regex.sub(r"\s", " ", v)

    @field_validator("note")
    @classmethod
    def joined(cls, v: str) -> str:
        return "-".join(v.split())

    @field_validator("title")
    @classmethod
    def upper(cls, v: str) -> str:
        return v.strip().title()

    @field_validator("twice")
    @classmethod
    def doubled(cls, v: str) -> str:
        return v + v
