import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root() -> int:
    return 1


¦

import asyncio

import httpx


async def header() -> bool:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        return float((await client.get("/")).headers["x-process-time"]) >= 0


kit.same(asyncio.run(header()), True)
