from typing import Any

from typing_extensions import TypedDict


class Row(TypedDict):
    x: Any


class Adapted(TypedDict):
    x: int


class Unused(TypedDict):
    x: int
