from __future__ import annotations

from decimal import Decimal
from typing import Dict, List, Optional

from pydantic import BaseModel, Field, HttpUrl, PrivateAttr, conlist, root_validator, validator

from .base import Schema, TimestampedSchema
from .types import Barcode, Grams, Money, Sku


class Tags(BaseModel):
    """A list of words, as the front end sends it."""

    __root__: List[str]

    def __iter__(self):
        return iter(self.__root__)

    def __contains__(self, tag: str) -> bool:
        return tag in self.__root__

    @validator("__root__", each_item=True)
    def lower(cls, v):
        return v.lower()


class PriceList(BaseModel):
    __root__: Dict[str, Decimal] = {}

    def price_of(self, sku: str) -> Optional[Decimal]:
        return self.__root__.get(sku)


class Dimensions(BaseModel):
    length: int
    width: int
    height: int

    class Config:
        frozen = True
        extra = "forbid"

    @property
    def volume(self) -> int:
        return self.length * self.width * self.height


class ArticleIn(Schema):
    sku: Sku
    title: str = Field(..., min_length=1, max_length=200, example="Pencil, HB")
    price: Money
    weight: Grams = Field(..., description="with packaging")
    barcode: Optional[Barcode]
    images: conlist(HttpUrl, max_items=8) = []
    keywords: List[str] = Field([], max_items=20, unique_items=True)
    kind: str = Field("article", const=True)
    dimensions: Optional[Dimensions]
    supersedes: Optional[ArticleIn] = None

    class Config:
        schema_extra = {
            "example": {
                "sku": "DE-00012",
                "title": "Pencil, HB",
                "price": "0.80",
                "weight": 12,
            }
        }

    @validator("keywords", each_item=True)
    def no_blank_keywords(cls, v):
        if not v.strip():
            raise ValueError("blank keyword")
        return v.strip().lower()

    @validator("title")
    def title_is_no_sku(cls, v, values):
        # Happens when columns of the import are swapped.
        if v == values.get("sku"):
            raise ValueError("the title is the number of the article")
        return v


class Article(ArticleIn, TimestampedSchema):
    id: int
    stock: int = 0

    _reserved: int = PrivateAttr(0)

    @root_validator
    def reserved_is_not_negative(cls, values):
        if values.get("stock") is not None and values["stock"] < 0:
            raise ValueError("less than nothing in stock")
        return values

    def reserve(self, count: int) -> None:
        self._reserved += count

    @property
    def available(self) -> int:
        return self.stock - self._reserved


ArticleIn.update_forward_refs()
