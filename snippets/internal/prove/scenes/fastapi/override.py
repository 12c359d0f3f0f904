from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_session() -> int:
    return 1


@app.get("/")
def root(session: Annotated[int | None, Depends(get_session)]) -> int | None:
    return session


def test_override(monkeypatch):
    ¦
    assert TestClient(app).get("/").json() is None


def test_undone():
    assert TestClient(app).get("/").json() == 1
