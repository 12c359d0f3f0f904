from pydantic import BaseModel


class Item(BaseModel):
    name: str


class Own(Item):
    __fields_set__ = frozenset({"name"})


def shapes() -> list[object]:
    return [field.shape for field in Item.__fields__.values()]


def names() -> list[str]:
    return [field.name for field in Item.__fields__.values()]


def bounds(item: Item) -> object:
    return Item.__fields__["name"].field_info.ge


def relax() -> None:
    Item.__fields__["name"].required = False
    Item.__config__.orm_mode = True


def gone(item: Item) -> object:
    return (
        Item.__validators__,
        item.__field_defaults__,
        Item.__config__,
        Item.__config__.fields,
        Item.__config__.json_dumps({}),
        Item.__config__.allow_mutation,
    )


def fields(item: Item, type: str) -> object:
    return type, item.__fields__


def given(item: Item) -> object:
    return item.__fields_set__
