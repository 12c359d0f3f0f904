"""Files for other people: JSON schemas, price lists, dumps."""

import json
from pathlib import Path
from typing import Dict, Iterable, List, Type

from pydantic import BaseModel, schema_json_of
from pydantic.json import pydantic_encoder
from pydantic.schema import schema

from . import schemas
from .schemas import Article, Order, PriceList

PUBLIC: List[Type[BaseModel]] = [schemas.Article, schemas.Customer, schemas.Order]


def write_schemas(directory: Path) -> List[Path]:
    written = []
    for model in PUBLIC:
        path = directory / f"{model.__name__}.json"
        path.write_text(model.schema_json(indent=2))
        written.append(path)
    return written


def all_schemas() -> Dict:
    return schema(PUBLIC, title="depot")


def article_list_schema() -> str:
    return schema_json_of(List[Article], indent=2)


def price_list(articles: Iterable[Article]) -> PriceList:
    return PriceList(__root__={article.sku: article.price for article in articles})


def read_price_list(path: Path) -> PriceList:
    return PriceList.parse_file(path)


def dump(orders: List[Order]) -> str:
    # One object a line, so that it can be read in pieces.
    return "\n".join(order.json(exclude={"shipping"}, exclude_none=True) for order in orders)


def dump_any(things: List[BaseModel]) -> str:
    return json.dumps(things, default=pydantic_encoder, sort_keys=True)


def describe(order: Order) -> Dict[str, str]:
    return {name: str(field.outer_type_) for name, field in order.__fields__.items()}


def is_readable_by_orm(model: type[Order]) -> bool:
    return bool(model.__config__.orm_mode)
