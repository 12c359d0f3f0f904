"""What other services are told."""

import dataclasses
import json
from datetime import datetime
from typing import ClassVar, List, Optional, Type

import pydantic as pyd
from pydantic.dataclasses import dataclass

from .schemas import Order, OrderStatus


class EventConfig:
    anystr_strip_whitespace = True


class Event(pyd.BaseModel):
    topic: ClassVar[str] = "depot"

    at: datetime
    trace_id: Optional[str] = pyd.Field(None, min_length=8, max_length=64)

    class Config:
        extra = pyd.Extra.forbid
        allow_mutation = False
        json_loads = json.loads

    @pyd.validator("trace_id", pre=True)
    def trace_is_text(cls, v):
        return str(v) if v is not None else v


class OrderChanged(Event):
    topic = "depot.orders"

    order: Order
    before: OrderStatus

    @pyd.validator("before")
    def really_changed(cls, v: OrderStatus, values, config) -> OrderStatus:
        order = values.get("order")
        if order is not None and order.status == v:
            raise ValueError("nothing changed")
        return v


class StockLow(Event):
    sku: pyd.constr(min_length=3)
    left: pyd.conint(ge=0)
    suppliers: pyd.conlist(str, min_items=1, max_items=5)


EVENTS: List[Type[Event]] = [OrderChanged, StockLow]


@dataclass(config=EventConfig)
class Parcel:
    barcode: str
    weight: int
    label: str = ""

    def __post_init_post_parse__(self) -> None:
        if not self.label:
            self.label = f"{self.barcode} ({self.weight} g)"


@dataclass
class Pallet:
    parcels: List[Parcel] = dataclasses.field(default_factory=list)

    @pyd.validator("parcels")
    def not_too_heavy(cls, v):
        if sum(parcel.weight for parcel in v) > 800_000:
            raise ValueError("heavier than the lift takes")
        return v


def encode(event: Event) -> bytes:
    return event.json(by_alias=True).encode()


def decode(topic: str, body: bytes) -> Event:
    for cls in EVENTS:
        if cls.topic == topic:
            return cls.parse_raw(body)
    raise KeyError(topic)
