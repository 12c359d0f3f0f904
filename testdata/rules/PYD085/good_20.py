from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, List, Optional

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, RootModel


def text(v: Decimal) -> str:
    return f"{v:.2f}"


class Old(BaseModel):
    price: Optional[Annotated[Decimal, PlainSerializer(text, when_used="json")]] = None
    prices: List[Annotated[Decimal, PlainSerializer(text, when_used="json")]] | None = []
    when: Annotated[datetime, PlainSerializer(datetime.isoformat, when_used="json")]

    class Config:
        extra = "forbid"


class Only(BaseModel):
    price: Annotated[Decimal, Field(gt=0), PlainSerializer(str, when_used="json")]
    other: Annotated[list[Annotated[Decimal, PlainSerializer(str, when_used="json")]], Field(max_length=3)] = []


class Keyword(BaseModel):
    took: Annotated[timedelta, PlainSerializer(lambda v: v.total_seconds(), when_used="json")]  # seconds
    name: str = ""


class Both(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        title="Both",
    )

    price: Annotated[Decimal, PlainSerializer(lambda v: (
        f"{v:.2f}"
    ), when_used="json")] = Field(Decimal(1), ge=0)
    day: Annotated[date, PlainSerializer(lambda v: v.strftime("%d.%m.%Y"), when_used="json")] | None = None


class Prices(RootModel):
    root: list[Annotated[Decimal, PlainSerializer(text, when_used="json")]]
