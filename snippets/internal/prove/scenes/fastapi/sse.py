import kit
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

router = APIRouter()

¦

[(status, text)] = kit.ask(kit.included(router), ("GET", "/events"))
kit.same((status, text.replace('": "', '":"')), (200, 'event: status\ndata: {"status":"started"}\nid: 1\n\n'))
