"""All over the place."""

import datetime
import typing as t
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Dict, List, Optional, TypedDict, Union

import annotated_types as at
import pydantic as pd
from pydantic import BaseModel, Field, StringConstraints
from typing_extensions import TypeAlias

Name = Annotated[str, StringConstraints(
    strip_whitespace=True,  # as people write it
    # and not empty
    min_length=1,
)]
Names: TypeAlias = Annotated[list[Name], Field(min_length=1)]
Prices = Dict[str, Annotated[Decimal, pd.Field(max_digits=5, decimal_places=2)]]
type Ratio = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

LOW = 0


class Types:
    Slug = Annotated[str, StringConstraints(pattern="^[a-z-]+$", to_lower=True)]


class Item(BaseModel):
    """An item."""

    count: Annotated[int, Field(gt=LOW)] = 1
    plain: int = 2
    nothing: str = ""
    slug: Types.Slug = "a"
    slugs: List[Annotated[str, StringConstraints(pattern=r'^"\w+"$')]] = []
    maybe: Optional[Annotated[float, pd.Field(gt=0, multiple_of=0.5)]] = None
    either: Annotated[bytes, pd.Field(max_length=3, strict=True)] | None = None
    nested: Annotated[list[Annotated[list[Annotated[float, Field(ge=0)]], Field(min_length=2)]], Field(
        max_length=3,
    )] = Field([[1, 2]], description="pairs")
    keyed: Annotated[set[Annotated[int, Field(ge=0)]], pd.Field(min_length=1)] = {1}
    frozen: frozenset[Name] = frozenset()
    past: Annotated[datetime.date, Field(lt=datetime.date(2030, 1, 1))] = datetime.date(2020, 1, 1)
    mapped: dict[str, Union[Annotated[int, Field(ge=1)], None]] = {}
    extra: t.Annotated[Annotated[int, Field(ge=1)], at.Le(9)] = 3
    call: t.Any = None
    three: Optional[Annotated[list[Annotated[int, Field(ge=0)]], Field(
        min_length=3, max_length=3)]] = None
    two: Annotated[list[int], Field(
        max_length=2,  # at most
        )] = [1]
    lots: Annotated[set["Item"], Field(max_length=2)] = set()
    ratio: Ratio = 0.5
    price: Prices = {}

    def method(self, a: Annotated[int, Field(gt=0)], *args: Annotated[str, StringConstraints(max_length=1)], b: list[int] = ()):
        c: Annotated[int, Field(lt=3)] = 1
        return a, args, b, c


@dataclass
class Data:
    a: Annotated[int, Field(gt=0)]


class Typed(TypedDict):
    a: Annotated[int, Field(gt=0)]


def function(callback: Callable[[Annotated[int, Field(gt=0)]], None], b: Annotated[str, StringConstraints(max_length=2)] = "x"):
    return callback, b
