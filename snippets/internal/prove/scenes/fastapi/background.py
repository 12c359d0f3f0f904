import kit
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

router = APIRouter()

¦

kit.same(kit.ask(kit.included(router), ("POST", "/notify")), [(200, {"status": "scheduled"})])
