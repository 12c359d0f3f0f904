from contextlib import asynccontextmanager

import pytest
from fastapi import FastAPI

log = []


@asynccontextmanager
async def up(app):
    log.append("up")
    yield


app = FastAPI(lifespan=up)


@app.get("/")
async def root() -> list[str]:
    return log


¦

@pytest.mark.asyncio
async def test_client(async_client):
    assert (await async_client.get("/")).json() == ["up"]
