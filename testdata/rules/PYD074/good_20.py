from typing import Optional, Type

from pydantic import BaseModel, ConfigDict, Field


class Item(BaseModel):
    model_config = ConfigDict(from_attributes=True, title="item")

    name: str = Field(title="Name")
    tags: list[str] = []

    @classmethod
    def required(cls) -> list[str]:
        return [name for name, field in cls.model_fields.items() if field.is_required()]

    def titles(self) -> list[Optional[str]]:
        return [f.title for f in type(self).model_fields.values()]


def types(model: Type[Item]) -> dict[str, object]:
    out = {}
    for name, field in model.model_fields.items():
        # the annotation, as written
        out[name] = field.annotation
        if not field.is_required() and field.default:
            out[name] = None
    return out


def one(item: Item, key: str) -> object:
    field = type(item).model_fields[key]
    if Item.model_fields[key].is_required():
        return field.annotation
    return field


def maybe(key: str) -> object:
    return Item.model_fields.get(key).alias


def settings(item: Item) -> tuple[object, ...]:
    return (
        Item.model_config.get("from_attributes"),
        item.model_config.get("validate_by_name"),
        type(  # read from the instance
            item
        ).model_fields,
        Item.model_config.get("title"),
    )


def of(cls: Type[Item]) -> object:
    return cls.model_fields
