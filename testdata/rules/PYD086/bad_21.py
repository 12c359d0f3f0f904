from fastapi import APIRouter, Body, Depends, FastAPI
from pydantic.v1 import BaseModel

app = FastAPI()
router = APIRouter()


class Item(BaseModel):
    name: str


def stored() -> Item:
    return Item(name="a")


@app.post("/items")
async def create(item: Item) -> None: ...


@router.put("/items")
def replace(items: list[Item] = Body(), *, old: Item = Depends(stored)) -> None: ...


def helper(item: Item) -> None: ...
