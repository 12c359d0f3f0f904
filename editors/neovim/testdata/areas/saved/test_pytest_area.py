from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

log = []


@asynccontextmanager
async def up(app):
    log.append("up")
    yield


app = FastAPI(lifespan=up)


@app.get("/")
async def root() -> list[str]:
    return log


@pytest_asyncio.fixture
async def async_client() -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=transport, base_url="http://test") as client,
    ):
        yield client

@pytest.mark.asyncio
async def test_client(async_client):
    assert (await async_client.get("/")).json() == ["up"]
