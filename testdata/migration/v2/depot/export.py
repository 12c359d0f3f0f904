"""Files for other people: JSON schemas, price lists, dumps."""

import json
from pathlib import Path
from typing import Dict, Iterable, List, Type

from pydantic import BaseModel, TypeAdapter
from pydantic.json import pydantic_encoder
from pydantic.schema import schema

from . import schemas
from .schemas import Article, Order, PriceList

PUBLIC: List[Type[BaseModel]] = [schemas.Article, schemas.Customer, schemas.Order]


def write_schemas(directory: Path) -> List[Path]:
    written = []
    for model in PUBLIC:
        path = directory / f"{model.__name__}.json"
        path.write_text(json.dumps(model.model_json_schema(), indent=2))
        written.append(path)
    return written


def all_schemas() -> Dict:
    return schema(PUBLIC, title="depot")


_ARTICLE_LIST_ADAPTER = TypeAdapter(List[Article])


def article_list_schema() -> str:
    return json.dumps(_ARTICLE_LIST_ADAPTER.json_schema(), indent=2)


def price_list(articles: Iterable[Article]) -> PriceList:
    return PriceList({article.sku: article.price for article in articles})


def read_price_list(path: Path) -> PriceList:
    return PriceList.model_validate_json(Path(path).read_bytes())


def dump(orders: List[Order]) -> str:
    # One object a line, so that it can be read in pieces.
    return "\n".join(order.model_dump_json(exclude={"shipping"}, exclude_none=True) for order in orders)


def dump_any(things: List[BaseModel]) -> str:
    return json.dumps(things, default=pydantic_encoder, sort_keys=True)


def describe(order: Order) -> Dict[str, str]:
    return {name: str(field.annotation) for name, field in type(order).model_fields.items()}


def is_readable_by_orm(model: type[Order]) -> bool:
    return bool(model.model_config.get("from_attributes"))
