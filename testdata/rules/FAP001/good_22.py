from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from routes import router as other
from vendor import register

router = APIRouter()


@router.on_event("startup")
def router_startup(): ...


def included():
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        startup()
        yield

    app = FastAPI(lifespan=lifespan)
    app.include_router(router, prefix="/x")

    def startup(): ...

    return app


def deep():
    settings = {}

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        startup()
        yield

    app = FastAPI(lifespan=lifespan)
    app.include_router(other)

    def startup(): ...

    return app, settings


def passed():
    """Passes the application on."""

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        startup()
        yield

    app = FastAPI(lifespan=lifespan)

    def startup(): ...

    register(app)
    return app
