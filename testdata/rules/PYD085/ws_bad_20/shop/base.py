from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class Priced(BaseModel):
    price: Decimal


class Dated(BaseModel):
    model_config = ConfigDict(json_encoders={date: str})

    day: date


class Single(BaseModel):
    model_config = ConfigDict(json_encoders={date: str})

    day: date
