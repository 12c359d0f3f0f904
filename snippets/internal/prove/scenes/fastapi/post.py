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

kit.same(kit.ask(kit.included(router), ("POST", "/", {"json": {"n": 3}})), [(201, {"id": 1, "n": 3})])
