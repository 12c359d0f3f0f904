from typing import Any, Union

from pydantic import BaseModel
from sqlmodel import SQLModel


class Item(BaseModel):
    kind: str

    @classmethod
    def keys(cls) -> list[str]:
        return list(cls.model_fields)


class Own(BaseModel):
    model_fields: list[str]


class Hero(SQLModel, table=True):
    id: int


def fields(own: Own, hero: Hero, some: Union[Item, str], model: type[Item], any_: Any) -> object:
    return own.model_fields, hero.model_fields, some.model_fields, model.model_fields, any_.model_fields


def other(item: Item) -> object:
    if hasattr(item, "model_fields"):
        return item.model_fields
    return item.__class__.model_fields, type(item).model_fields
