from base import Converted, Piece, Schema
from pydantic import BaseModel


class Item:
    id = 1


class ItemOut(Schema):
    id: int


class Other(Converted):
    id: int


class Plain(BaseModel):
    id: int


def read(item: Item, piece: Piece):
    return ItemOut.model_validate(item), Other.model_validate(item), Plain.model_validate(piece)
