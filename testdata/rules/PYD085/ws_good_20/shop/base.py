from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Priced(BaseModel):
    price: Decimal


class Dated(BaseModel):
    model_config = ConfigDict(json_encoders={date: str})

    day: date


class Single(BaseModel):
    day: Annotated[date, PlainSerializer(str, when_used="json")]
