from typing import Optional

from pydantic import BaseModel

from app import types
from app.types import Age, Name, Slug


class Positive(Age):
    gt = 0


class Person(BaseModel):
    slug: Slug
    nick: Optional[Name] = None
    size: types.Size


def person(name: str) -> Person:
    return Person(slug=name, nick=Name(name), size=types.Size.ge)
