from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Dict, List, Literal, Optional, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, PrivateAttr, RootModel, model_validator

from .base import Schema, TimestampedSchema
from .types import Barcode, Grams, Money, Sku


def lower(v):
    return v.lower()


class Tags(RootModel[List[Annotated[str, AfterValidator(lower)]]]):
    """A list of words, as the front end sends it."""

    def __iter__(self):
        return iter(self.root)

    def __contains__(self, tag: str) -> bool:
        return tag in self.root


class PriceList(RootModel[Dict[str, Decimal]]):
    root: Dict[str, Decimal] = {}

    def price_of(self, sku: str) -> Optional[Decimal]:
        return self.root.get(sku)


class Dimensions(BaseModel):
    length: int
    width: int
    height: int

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def volume(self) -> int:
        return self.length * self.width * self.height


def no_blank_keywords(v):
    if not v.strip():
        raise ValueError("blank keyword")
    return v.strip().lower()


class ArticleIn(Schema):
    sku: Sku
    title: str = Field(min_length=1, max_length=200, examples=["Pencil, HB"])
    price: Money
    weight: Grams = Field(description="with packaging")
    barcode: Optional[Barcode] = None
    images: Annotated[list[HttpUrl], Field(max_length=8)] = []
    keywords: List[Annotated[str, AfterValidator(no_blank_keywords)]] = Field(default=[], max_length=20, unique_items=True)
    kind: Literal["article"] = "article"
    dimensions: Optional[Dimensions] = None
    supersedes: Optional[ArticleIn] = None

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "sku": "DE-00012",
                "title": "Pencil, HB",
                "price": "0.80",
                "weight": 12,
            }
        },
    )

    @model_validator(mode="after")
    def title_is_no_sku(self) -> Self:
        # Happens when columns of the import are swapped.
        if self.title == self.sku:
            raise ValueError("the title is the number of the article")
        return self


class Article(ArticleIn, TimestampedSchema):
    id: int
    stock: int = 0

    _reserved: int = PrivateAttr(0)

    @model_validator(mode="after")
    def reserved_is_not_negative(self):
        if self.stock is not None and self.stock < 0:
            raise ValueError("less than nothing in stock")
        return self

    def reserve(self, count: int) -> None:
        self._reserved += count

    @property
    def available(self) -> int:
        return self.stock - self._reserved


ArticleIn.model_rebuild()
