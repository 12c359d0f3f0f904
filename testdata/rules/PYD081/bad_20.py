"""All over the place."""

import datetime
import typing as t
from collections.abc import Callable
from dataclasses import dataclass
from typing import Dict, List, Optional, TypedDict, Union

import annotated_types as at
import pydantic as pd
from pydantic import BaseModel, Field, condate, confloat, conint as whole, conlist, constr
from pydantic.types import conset
from typing_extensions import TypeAlias

Name = constr(
    strip_whitespace=True,  # as people write it
    # and not empty
    min_length=1,
)
Names: TypeAlias = conlist(Name, min_length=1)
Prices = Dict[str, pd.condecimal(max_digits=5, decimal_places=2)]
type Ratio = confloat(ge=0, le=1, allow_inf_nan=False)

LOW = 0


class Types:
    Slug = constr(pattern="^[a-z-]+$", to_lower=True)


class Item(BaseModel):
    """An item."""

    count: whole(gt=LOW) = 1
    plain: whole() = 2
    nothing: constr() = ""
    slug: Types.Slug = "a"
    slugs: List[constr(pattern=r'^"\w+"$')] = []
    maybe: Optional[pd.confloat(gt=0, multiple_of=0.5)] = None
    either: pd.conbytes(max_length=3, strict=True) | None = None
    nested: conlist(
        conlist(confloat(ge=0), min_length=2),
        max_length=3,
    ) = Field([[1, 2]], description="pairs")
    keyed: pd.conset(min_length=1, item_type=whole(ge=0)) = {1}
    frozen: pd.confrozenset(Name) = frozenset()
    past: condate(lt=datetime.date(2030, 1, 1)) = datetime.date(2020, 1, 1)
    mapped: dict[str, Union[whole(ge=1), None]] = {}
    extra: t.Annotated[whole(ge=1), at.Le(9)] = 3
    call: t.Any = None
    three: Optional[conlist(
        min_length=3, max_length=3,
        item_type=whole(ge=0))] = None
    two: conlist(
        max_length=2,  # at most
        item_type=int) = [1]
    lots: conset("Item", max_length=2) = set()
    ratio: Ratio = 0.5
    price: Prices = {}

    def method(self, a: whole(gt=0), *args: constr(max_length=1), b: conlist(int) = ()):
        c: whole(lt=3) = 1
        return a, args, b, c


@dataclass
class Data:
    a: whole(gt=0)


class Typed(TypedDict):
    a: whole(gt=0)


def function(callback: Callable[[whole(gt=0)], None], b: constr(max_length=2) = "x"):
    return callback, b
