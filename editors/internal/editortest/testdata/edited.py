import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()
ünits = {"🚲 ride": datetime.now(UTC).replace(tzinfo=None)}
started = datetime.utcnow()


def token() -> str:
    return "x"


def user(name: Annotated[str, Depends(token)]) -> str:  # who
    return name


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    await open_pool()
    try:
        yield
    finally:
        await close_pool()
