import kit
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

router = APIRouter()

from shopdb import SessionDep, User, UserRead, tables

¦

kit.once(tables, "Ann")
kit.same(kit.ask(kit.included(router), ("GET", "/users/1"), ("GET", "/users/9")), [(200, {"id": 1, "name": "Ann"}), (404, {"detail": "User not found"})])
