import kit
from contextlib import asynccontextmanager

from fastapi import FastAPI

log = []


@asynccontextmanager
async def inner(app: FastAPI):
    log.append("up")
    yield
    log.append("down")


sub_app = FastAPI(lifespan=inner)

¦

main_app = FastAPI(lifespan=lifespan)
kit.ask(main_app)
kit.same(log, ["up", "down"])
