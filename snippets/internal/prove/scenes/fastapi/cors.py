import kit
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def root() -> dict[str, int]:
    return {}


¦

import asyncio

import httpx


async def origins() -> list[str | None]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        answers = [await client.get("/", headers={"Origin": o}) for o in ("https://example.com", "https://evil.example")]
        return [a.headers.get("access-control-allow-origin") for a in answers]


kit.same(asyncio.run(origins()), ["https://example.com", None])
