from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Union

import pydantic
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, TypeAdapter, computed_field

ENCODERS = {Decimal: str}
shared = ConfigDict(json_encoders={datetime: str})


class Named(BaseModel):
    model_config = ConfigDict(json_encoders=ENCODERS)

    price: Decimal


class Unpacked(BaseModel):
    model_config = ConfigDict(json_encoders={**ENCODERS, date: str})

    price: Decimal
    day: date


class Base(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str})

    price: Decimal


class Derived(Base):
    model_config = ConfigDict(json_encoders={date: str})

    day: date


class Nested(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str})

    price: Decimal
    prices: dict[str, Decimal] = {}


class Mixed(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str})

    price: Decimal
    other: Union[int, Decimal] = 0


class NoField(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str, date: str})

    price: Decimal


class Quoted(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str})

    price: "Decimal"
    other: Decimal


class Further(BaseModel):
    model_config = ConfigDict(json_encoders={date: str})

    day: date
    time: datetime


class Computed(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str})

    price: Decimal

    @computed_field
    @property
    def double(self) -> Decimal:
        return self.price * 2


class Own(BaseModel):
    def text(v):
        return str(v)

    model_config = ConfigDict(json_encoders={Decimal: text})

    price: Decimal


class Called(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: "{:.2f}".format, date: ENCODERS.get(date)})

    price: Decimal
    day: date


class Commented(BaseModel):
    class Config:
        json_encoders = {
            Decimal: str,  # as JSON has no decimals
        }

    price: Decimal


class Serialized(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str})

    price: pydantic.SerializeAsAny[Decimal]
    other: "pydantic.Json[Decimal] | None" = None


class Annotated(BaseModel):
    model_config = ConfigDict(json_encoders={Decimal: str})

    price: "Decimal | None" = None


@pydantic.dataclasses.dataclass(config={"json_encoders": {Decimal: str}})
class Data:
    price: Decimal


@dataclass
class Plain:
    __pydantic_config__ = ConfigDict(json_encoders={Decimal: str})

    price: Decimal


def local():
    def text(v):
        return str(v)

    class Inner(BaseModel):
        model_config = ConfigDict(json_encoders={Decimal: text})

        price: Decimal

    return Inner


adapter = TypeAdapter(list[Decimal], config=ConfigDict(json_encoders={Decimal: str}))
model = pydantic.create_model("model", __config__={"json_encoders": {Decimal: str}}, price=(Decimal, ...))
