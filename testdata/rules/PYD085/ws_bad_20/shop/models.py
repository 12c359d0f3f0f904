from datetime import date
from decimal import Decimal

from pydantic import ConfigDict

from shop.base import Dated, Priced


class Article(Priced):
    model_config = ConfigDict(json_encoders={Decimal: str})

    cost: Decimal


class Event(Priced):
    model_config = ConfigDict(json_encoders={date: str})

    day: date


class Sale(Dated):
    model_config = ConfigDict(json_encoders={Decimal: str})

    cost: Decimal
