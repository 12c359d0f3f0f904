import re
from typing import Dict, List, Optional

import pydantic
from pydantic import TypeAdapter
from pydantic.types import ConstrainedDecimal, ConstrainedList as Many


class Code(pydantic.ConstrainedStr):
    """An ISO code.

    Two letters.
    """

    regex = re.compile(r"^[a-z]{2}$", re.IGNORECASE)
    to_upper = True


class Codes(Many):
    item_type = Code
    min_items = 1
    max_items: int = 3


# In the currency of the shop.
class Price(ConstrainedDecimal):
    gt = 0
    max_digits = 6
    decimal_places = 2


class Weight(pydantic.ConstrainedFloat):
    allow_inf_nan = False; ge = 0.5  # kilograms


class Day(pydantic.ConstrainedDate):
    pass


class Anything(pydantic.ConstrainedSet):
    max_items = 2


class Raw(pydantic.types.ConstrainedBytes):
    max_length = 10 * 2


Table = Dict[Code, Optional[Weight]]
codes = TypeAdapter(List[Code])


class Product(pydantic.BaseModel):
    code: "Code"
    others: Codes
    price: Price
    weight: Weight | None = None
    day: Optional[Day] = None
    table: Table = {}
    any: Anything = set()
    raw: Raw = b""


def find(code: Code, *days: Day) -> List[Weight]:
    days: list[Day]
    return []
