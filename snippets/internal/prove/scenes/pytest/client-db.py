import pytest
import pytest_asyncio
from fastapi import FastAPI
from shopdb import SessionDep, get_session

app = FastAPI()


@app.get("/")
async def root(session: SessionDep) -> str:
    return type(session).__name__


@pytest_asyncio.fixture
async def db_session():
    return "the session"


¦


@pytest.mark.asyncio
async def test_client(client):
    assert (await client.get("/")).json() == "str"
