from pydantic import BaseModel, ConfigDict, TypeAdapter, create_model, validate_call
from pydantic.dataclasses import dataclass


class Stripped:
    str_strip_whitespace = True


class Short(Stripped):
    str_max_length = 3


SHORT = ConfigDict(str_max_length=3)

Word = create_model("Word", __config__=Short, text=(str, ...))
WORDS = TypeAdapter(list[str], config=SHORT)


@dataclass(config=Stripped)
class Label:
    text: str


@validate_call(config=Short)
def size(text: str) -> int:
    return len(text)


NAMES = TypeAdapter(list[str], config=Stripped)


@dataclass(config=SHORT)
class Code:
    text: str


class Model(BaseModel):
    config: type = Stripped
