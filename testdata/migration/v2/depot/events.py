"""What other services are told."""

import dataclasses
import json
from datetime import datetime
from typing import Annotated, ClassVar, List, Optional, Self, Type

import pydantic as pyd
from pydantic.dataclasses import dataclass

from .schemas import Order, OrderStatus


class EventConfig:
    anystr_strip_whitespace = True


class Event(pyd.BaseModel):
    topic: ClassVar[str] = "depot"

    at: datetime
    trace_id: Optional[str] = pyd.Field(default=None, min_length=8, max_length=64)

    class Config:
        extra = "forbid"
        allow_mutation = False
        json_loads = json.loads

    @pyd.field_validator("trace_id", mode="before")
    @classmethod
    def trace_is_text(cls, v):
        return str(v) if v is not None else v


class OrderChanged(Event):
    topic = "depot.orders"

    order: Order
    before: OrderStatus

    @pyd.model_validator(mode="after")
    def really_changed(self) -> Self:
        order = self.order
        if order is not None and order.status == self.before:
            raise ValueError("nothing changed")
        return self


class StockLow(Event):
    sku: Annotated[str, pyd.StringConstraints(min_length=3)]
    left: Annotated[int, pyd.Field(ge=0)]
    suppliers: Annotated[list[str], pyd.Field(min_length=1, max_length=5)]


EVENTS: List[Type[Event]] = [OrderChanged, StockLow]


@dataclass(config=EventConfig)
class Parcel:
    barcode: str
    weight: int
    label: str = ""

    def __post_init__(self) -> None:
        if not self.label:
            self.label = f"{self.barcode} ({self.weight} g)"


@dataclass
class Pallet:
    parcels: List[Parcel] = dataclasses.field(default_factory=list)

    @pyd.field_validator("parcels")
    @classmethod
    def not_too_heavy(cls, v):
        if sum(parcel.weight for parcel in v) > 800_000:
            raise ValueError("heavier than the lift takes")
        return v


def encode(event: Event) -> bytes:
    return event.model_dump_json(by_alias=True).encode()


def decode(topic: str, body: bytes) -> Event:
    for cls in EVENTS:
        if cls.topic == topic:
            return cls.model_validate_json(body)
    raise KeyError(topic)
