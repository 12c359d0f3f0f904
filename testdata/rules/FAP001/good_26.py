from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    open_public()
    yield


public = FastAPI(lifespan=lifespan)


@asynccontextmanager
async def admin_lifespan(app: FastAPI):
    await open_admin()
    yield


admin = FastAPI(title="admin", lifespan=admin_lifespan)


def open_public(): ...


async def open_admin(): ...
