from typing import Annotated

import httpx
import kit
from fastapi import Depends

¦

app = FastAPI(lifespan=lifespan)


@app.get("/")
async def root(client: Annotated[httpx.AsyncClient, Depends(get_client)]) -> str:
    return f"{type(client).__name__} closed: {client.is_closed}"


import asyncio


async def go() -> str:
    async with lifespan(app) as state:
        transport = httpx.ASGITransport(app=lambda scope, receive, send: app({**scope, "state": dict(state)}, receive, send))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return (await client.get("/")).json()


kit.same(asyncio.run(go()), "AsyncClient closed: False")
