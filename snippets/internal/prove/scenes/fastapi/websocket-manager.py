import kit
from fastapi import APIRouter, FastAPI

router = APIRouter()

¦

from fastapi.testclient import TestClient

with TestClient(kit.included(router)) as client, client.websocket_connect("/ws") as a, client.websocket_connect("/ws") as b:
    a.send_text("hello")
    kit.same((a.receive_text(), b.receive_text(), len(manager.active)), ("hello", "hello", 2))
