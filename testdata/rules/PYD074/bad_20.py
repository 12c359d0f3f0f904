from typing import Optional, Type

from pydantic import BaseModel, ConfigDict, Field


class Item(BaseModel):
    model_config = ConfigDict(from_attributes=True, title="item")

    name: str = Field(title="Name")
    tags: list[str] = []

    @classmethod
    def required(cls) -> list[str]:
        return [name for name, field in cls.__fields__.items() if field.required]

    def titles(self) -> list[Optional[str]]:
        return [f.field_info.title for f in self.__fields__.values()]


def types(model: Type[Item]) -> dict[str, object]:
    out = {}
    for name, field in model.__fields__.items():
        # the annotation, as written
        out[name] = field.outer_type_
        if not field.required and field.field_info.default:
            out[name] = None
    return out


def one(item: Item, key: str) -> object:
    field = item.__fields__[key]
    if Item.__fields__[key].required:
        return field.type_
    return field.field_info


def maybe(key: str) -> object:
    return Item.__fields__.get(key).alias


def settings(item: Item) -> tuple[object, ...]:
    return (
        Item.__config__.orm_mode,
        item.__config__.allow_population_by_field_name,
        (  # read from the instance
            item
        ).__fields__,
        Item.__config__.title,
    )


def of(cls: Type[Item]) -> object:
    return cls.__fields__
