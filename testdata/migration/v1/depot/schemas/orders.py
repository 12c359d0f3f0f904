"""Orders as they come in and as they are kept."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Dict, List, Optional, Tuple
from uuid import UUID, uuid4

import pydantic
from pydantic import Extra, Field, NoneStr, validator

from .base import Frozen, Schema, TimestampedSchema
from .customers import Address
from .payments import Payment
from .types import Money, Quantity, Sku


class OrderStatus(str, Enum):
    NEW = "new"
    PAID = "paid"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class OrderLine(Frozen):
    sku: Sku
    quantity: Quantity = 1
    unit_price: Money

    @property
    def total(self) -> Decimal:
        return self.unit_price * self.quantity


class OrderIn(Schema):
    customer_id: int
    lines: List[OrderLine] = Field(..., min_items=1)
    shipping: Address
    billing: Optional[Address] = Field(None, description="same as shipping if left out")
    payment: Payment
    note: NoneStr = None
    # (from, to) in local time
    delivery_window: Optional[Tuple[datetime, datetime]]

    class Config(Schema.Config):
        extra = Extra.forbid

    @validator("lines")
    def each_article_once(cls, v: List[OrderLine]) -> List[OrderLine]:
        skus = [line.sku for line in v]
        if len(skus) != len(set(skus)):
            raise ValueError("an article more than once")
        return v

    @validator("billing", always=True)
    def bill_goes_with_the_parcel(cls, v: Optional[Address], values: Dict[str, Any]) -> Optional[Address]:
        return v or values.get("shipping")

    @validator("delivery_window")
    def window_has_two_ends(cls, v, field):
        if v is not None and v[0] >= v[1]:
            raise ValueError(f"{field.name}: ends before it starts")
        return v

    @pydantic.root_validator(pre=True)
    def old_clients(cls, values):
        # Until 3.0 there was "address" instead of "shipping".
        if "address" in values:
            values = dict(values)
            values["shipping"] = values.pop("address")
        return values


class Order(TimestampedSchema):
    id: UUID = Field(default_factory=uuid4)
    customer_id: int
    lines: List[OrderLine]
    status: OrderStatus = OrderStatus.NEW
    shipping: Address
    paid_at: Optional[datetime] = None
    shipped_at: Optional[datetime] = None
    tracking: Optional[str] = Field(None, alias="trackingCode")

    class Config:
        use_enum_values = True
        json_encoders = {
            UUID: str,
            Decimal: lambda v: f"{v:.2f}",  # never in exponents
        }

    @pydantic.root_validator(skip_on_failure=True)
    def shipped_after_paid(cls, values):
        if values["shipped_at"] and values.get("paid_at") and values["shipped_at"] < values["paid_at"]:
            raise ValueError("shipped before it was paid")
        return values

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    def with_status(self, status: OrderStatus) -> "Order":
        return self.copy(update={"status": status.value})
