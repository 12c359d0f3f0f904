from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import kit
from fastapi import FastAPI

@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    print("starting")
    try:
        yield
    finally:
        print("stopping")

app = FastAPI(lifespan=lifespan)


@app.get("/")
async def root() -> int:
    return 1


import contextlib
import io

out = io.StringIO()
with contextlib.redirect_stdout(out):
    answer = kit.ask(app, ("GET", "/"))
kit.same((answer, out.getvalue()), ([(200, 1)], "starting\nstopping\n"))
