from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, List, Optional

from pydantic import BaseModel, ConfigDict, Field, RootModel


def text(v: Decimal) -> str:
    return f"{v:.2f}"


class Old(BaseModel):
    price: Optional[Decimal] = None
    prices: List[Decimal] | None = []
    when: datetime

    class Config:
        extra = "forbid"
        json_encoders = {Decimal: text, datetime: datetime.isoformat}


class Only(BaseModel):
    class Config:
        json_encoders = {Decimal: str}

    price: Annotated[Decimal, Field(gt=0)]
    other: Annotated[list[Decimal], Field(max_length=3)] = []


class Keyword(BaseModel, json_encoders={timedelta: lambda v: v.total_seconds()}):
    took: timedelta  # seconds
    name: str = ""


class Both(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        json_encoders={
            Decimal: lambda v: (
                f"{v:.2f}"
            ),
            date: lambda v: v.strftime("%d.%m.%Y"),
        },
        title="Both",
    )

    price: Decimal = Field(Decimal(1), ge=0)
    day: date | None = None


class Prices(RootModel):
    model_config = {"json_encoders": {Decimal: text}}

    root: list[Decimal]
