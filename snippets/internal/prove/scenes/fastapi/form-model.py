import kit
from fastapi import APIRouter, FastAPI

router = APIRouter()

¦

kit.same(kit.ask(kit.included(router), ("POST", "/login", {"data": {"username": "ann", "password": "x"}})), [(200, {"username": "ann"})])
