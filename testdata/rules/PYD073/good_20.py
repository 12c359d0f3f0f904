from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pydantic import BaseModel, root_validator


class Item(BaseModel):
    name: str

    @root_validator(pre=True)
    def check(cls, values):
        cls.model_construct(name="x")
        return values

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Item):
            return self.model_dump() == other
        return self.model_dump() == other


class Order(BaseModel):
    items: list[Item] = []
    first: Item | None = None

    def dump(self) -> list[dict]:
        return [i.model_dump(exclude_unset=True) for i in self.items]


def order() -> Order: ...


async def fetch() -> Order: ...


async def use(items: Iterable[Item], kind: type[Item], **kw: object) -> None:
    for item in items:
        item.model_copy(deep=True).model_dump_json(by_alias=True)
    (await fetch()).model_dump(**kw)
    order().first.model_dump()
    type(order()).model_json_schema()
    order().__class__.model_validate(obj={})
    kind.model_validate(obj={})
    kind.model_validate(
        object(),  # a row
    )
    again = kind.model_validate({})
    again = kind(name="x")
    (again).model_dump()
    partial(Item.model_validate)
    Item.model_rebuild(_types_namespace={"Order": Order})
    Item.model_rebuild(_types_namespace=globals())
    kind.model_validate_json("{}")
    kind.model_validate_json(Path("x.json").read_bytes())


def kept(item: Item) -> None:
    item.json(sort_keys=True)
    item.copy(include={"name"})
    item.dict(unknown=True)
    item.model_dump_json(ensure_ascii=True)
    Item.parse_raw("{}", encoding="utf-8")
    Item.parse_obj(*[{}])
    map(Item.parse_raw, [])
