import json
from decimal import Decimal
from enum import Enum
from typing import Optional

from pydantic import BaseModel


class Color(Enum):
    RED = "red"


class Base(BaseModel):
    price: Decimal | None = None


class Item(Base):
    color: Optional[Color] = None


class Order(BaseModel):
    items: list[Item]


def dump(item: Item, order: Order) -> list[str]:
    return [
        json.dumps(item.dict(exclude_none=True), indent=2),
        json.dumps(obj=1),
        json.dumps(order.model_dump(exclude={"name"})),
    ]
