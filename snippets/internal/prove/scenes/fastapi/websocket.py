import kit
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

router = APIRouter()

¦

from fastapi.testclient import TestClient

with TestClient(kit.included(router)).websocket_connect("/ws") as socket:
    socket.send_text("hello")
    kit.same(socket.receive_text(), "hello")
