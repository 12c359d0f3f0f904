from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from types_ import Code, Plain

Word = Annotated[str, Field(pattern=r"(\w)\1")]
Words = list[Word]
type Name = Annotated[str, StringConstraints(pattern=r"^\w+\Z")]
look = StringConstraints(pattern=r"(?<=a)b")


class Item(BaseModel):
    model_config = ConfigDict(regex_engine="python-re")

    code: Code


class Text(BaseModel):
    model_config = ConfigDict(regex_engine="python-re")

    words: Words = []
    plain: Plain = "a"


class Named(BaseModel):
    model_config = ConfigDict(regex_engine="python-re")

    name: Name | None = None


class Looked(BaseModel):
    model_config = ConfigDict(regex_engine="python-re")

    word: Annotated[str, look] = "b"


class Fine(BaseModel):
    model_config = ConfigDict(regex_engine="python-re")

    code: Code
    name: Name
    word: Word


def read(code: Code) -> Word:
    return code
