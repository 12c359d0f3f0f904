from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, TypedDict

from pydantic import BaseModel, RootModel, TypeAdapter


class Row(TypedDict):
    price: Decimal


@dataclass
class Point:
    at: Fraction
    zero: ClassVar[Decimal] = 0


@dataclass
class Plain:
    at: Decimal


class Table(BaseModel):
    rows: list[Row]
    point: Point


class Prices(RootModel["list[Decimal]"]):
    pass


adapter = TypeAdapter("Decimal")
later = TypeAdapter("Decimal", config={"defer_build": True})
