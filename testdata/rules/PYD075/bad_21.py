from pydantic import BaseModel


class Item(BaseModel):
    kind: str


class Computed(BaseModel):
    x: int


class Own(Computed):
    model_computed_fields = {}


def fields(item: Item, type: str) -> object:
    return type, item.model_fields


def computed(x: Computed) -> object:
    return x.model_computed_fields
