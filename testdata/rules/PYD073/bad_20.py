from collections.abc import Iterable
from functools import partial

from pydantic import BaseModel, root_validator


class Item(BaseModel):
    name: str

    @root_validator(pre=True)
    def check(cls, values):
        cls.construct(name="x")
        return values

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Item):
            return self.dict() == other
        return self.dict() == other


class Order(BaseModel):
    items: list[Item] = []
    first: Item | None = None

    def dump(self) -> list[dict]:
        return [i.dict(skip_defaults=True) for i in self.items]


def order() -> Order: ...


async def fetch() -> Order: ...


async def use(items: Iterable[Item], kind: type[Item], **kw: object) -> None:
    for item in items:
        item.copy(deep=True).json(by_alias=True)
    (await fetch()).dict(**kw)
    order().first.dict()
    type(order()).schema()
    order().__class__.parse_obj(obj={})
    kind.validate(value={})
    kind.from_orm(
        object(),  # a row
    )
    again = kind.parse_obj({})
    again = kind(name="x")
    (again).dict()
    partial(Item.parse_obj)
    Item.update_forward_refs(Order=Order)
    Item.update_forward_refs(**globals())
    kind.parse_raw(b="{}")
    kind.parse_file(path="x.json")


def kept(item: Item) -> None:
    item.json(sort_keys=True)
    item.copy(include={"name"})
    item.dict(unknown=True)
    item.json(ensure_ascii=True)
    Item.parse_raw("{}", encoding="utf-8")
    Item.parse_obj(*[{}])
    map(Item.parse_raw, [])
