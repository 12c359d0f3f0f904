import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from fastapi import Depends, FastAPI

app = FastAPI()
ünits = {"🚲 ride": datetime.utcnow()}
started = datetime.utcnow()


def token() -> str:
    return "x"


def user(name: str = Depends(token)) -> str:  # who
    return name


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    print("starting")
    try:
        yield
    finally:
        print("stopping")
