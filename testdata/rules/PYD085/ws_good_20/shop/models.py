from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, PlainSerializer

from shop.base import Dated, Priced


class Article(Priced):
    model_config = ConfigDict(json_encoders={Decimal: str})

    cost: Decimal


class Event(Priced):
    day: Annotated[date, PlainSerializer(str, when_used="json")]


class Sale(Dated):
    model_config = ConfigDict(json_encoders={Decimal: str})

    cost: Decimal
