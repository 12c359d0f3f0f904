import kit
from fastapi import FastAPI

¦

app = FastAPI()
app.add_middleware(HeaderMiddleware)


@app.get("/")
async def root() -> int:
    return 1


import asyncio

import httpx


async def header() -> str | None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        return (await client.get("/")).headers.get("x-app")


kit.same(asyncio.run(header()), "1")
