import json
from collections.abc import Iterator
from contextlib import suppress
from json import JSONDecodeError

from pydantic import BaseModel, ConfigDict, TypeAdapter


class A(BaseModel):
    x: int


class Strict(BaseModel):
    model_config = ConfigDict(strict=True)

    x: int


class Own(BaseModel):
    x: int

    @classmethod
    def model_validate_json(cls, json_data, **kwargs):
        raise NotImplementedError


def f(raw: str, lines: Iterator[str], model: type, adapter: TypeAdapter[list[Strict]]) -> object:
    adapter.validate_python(json.loads(raw))
    Strict.model_validate(json.loads(raw))
    Own.model_validate(json.loads(raw))
    model.model_validate(json.loads(raw))
    A.model_validate(json.loads(raw), strict=True)
    A.model_validate(json.loads(raw), from_attributes=True)
    with suppress(JSONDecodeError):
        A.model_validate(json.loads(raw))
    first = json.loads(next(lines))
    next(lines)
    A.model_validate(first)
    again = json.loads(raw)
    for _ in range(2):
        A.model_validate(again)
    return None


def g(raw: str) -> A:
    try:
        data = json.loads(raw)
    except (JSONDecodeError, TypeError):
        data = {}
    return A.model_validate(data)
