import kit
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

router = APIRouter()

¦

kit.same(kit.ask(kit.included(router), ("POST", "/upload", {"files": {"file": ("a.txt", b"12345")}})), [(200, {"filename": "a.txt", "size": 5})])
