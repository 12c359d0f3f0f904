import kit
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

router = APIRouter()


class Item(BaseModel):
    id: int = 1
    n: int = 0


class ItemCreate(BaseModel):
    n: int


class ItemUpdate(BaseModel):
    n: int | None = None


async def get_item(id: int) -> Item | None:
    return Item(id=id) if id == 1 else None


async def save_item(data: ItemCreate) -> Item:
    return Item(n=data.n)


async def delete_item(id: int) -> bool:
    return id == 1



¦

kit.same(kit.ask(kit.included(router), ("PATCH", "/1", {"json": {"n": 3}}), ("PATCH", "/1", {"json": {}}), ("PATCH", "/2", {"json": {}})),
         [(200, {"id": 1, "n": 3}), (200, {"id": 1, "n": 0}), (404, {"detail": "Item not found"})])
