"""Orders as they come in and as they are kept."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import List, Optional, Tuple
from uuid import UUID, uuid4

import pydantic
from pydantic import ConfigDict, Field, ValidationInfo, field_validator

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
    lines: List[OrderLine] = Field(min_length=1)
    shipping: Address
    billing: Optional[Address] = Field(default=None, description="same as shipping if left out", validate_default=True)
    payment: Payment
    note: str | None = None
    # (from, to) in local time
    delivery_window: Optional[Tuple[datetime, datetime]] = None

    model_config = ConfigDict(extra="forbid")

    @field_validator("lines")
    @classmethod
    def each_article_once(cls, v: List[OrderLine]) -> List[OrderLine]:
        skus = [line.sku for line in v]
        if len(skus) != len(set(skus)):
            raise ValueError("an article more than once")
        return v

    @field_validator("billing")
    @classmethod
    def bill_goes_with_the_parcel(cls, v: Optional[Address], info: ValidationInfo) -> Optional[Address]:
        return v or info.data.get("shipping")

    @field_validator("delivery_window")
    @classmethod
    def window_has_two_ends(cls, v, info: ValidationInfo):
        if v is not None and v[0] >= v[1]:
            raise ValueError(f"{info.field_name}: ends before it starts")
        return v

    @pydantic.model_validator(mode="before")
    @classmethod
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
    status: OrderStatus = Field(default=OrderStatus.NEW, validate_default=True)
    shipping: Address
    paid_at: Optional[datetime] = None
    shipped_at: Optional[datetime] = None
    tracking: Optional[str] = Field(default=None, alias="trackingCode")

    model_config = ConfigDict(
        use_enum_values=True,
        json_encoders={
            UUID: str,
            Decimal: lambda v: f"{v:.2f}",  # never in exponents
        },
    )

    @pydantic.model_validator(mode="after")
    def shipped_after_paid(self):
        if self.shipped_at and self.paid_at and self.shipped_at < self.paid_at:
            raise ValueError("shipped before it was paid")
        return self

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    def with_status(self, status: OrderStatus) -> "Order":
        return self.model_copy(update={"status": status.value})
