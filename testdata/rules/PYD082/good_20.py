import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Dict, List, Optional

import pydantic
from pydantic import Field, TypeAdapter

# An ISO code.
#
# Two letters.
Code = Annotated[str, pydantic.StringConstraints(pattern=re.compile(r"^[a-z]{2}$", re.IGNORECASE), to_upper=True)]


Codes = Annotated[list[Code], Field(min_length=1, max_length=3)]


# In the currency of the shop.
Price = Annotated[Decimal, Field(gt=0, max_digits=6, decimal_places=2)]


Weight = Annotated[float, pydantic.Field(allow_inf_nan=False, ge=0.5)]  # kilograms


Day = date


Anything = Annotated[set[Any], pydantic.Field(max_length=2)]


Raw = Annotated[bytes, Field(max_length=10 * 2)]


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
