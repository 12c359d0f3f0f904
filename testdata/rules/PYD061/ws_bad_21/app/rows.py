from typing import Any, TypedDict


class Row(TypedDict):
    x: Any


class Adapted(TypedDict):
    x: int


class Unused(TypedDict):
    x: int
