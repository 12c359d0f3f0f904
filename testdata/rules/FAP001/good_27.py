from contextlib import asynccontextmanager

from fastapi import FastAPI


async def first(): ...


def last(): ...


def commented():
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        await first()
        try:
            yield
        finally:
            last()

    app = FastAPI(
        title="x",
        # one
        # two
        lifespan=lifespan,
    )
    return app


def hanging():
    return 1


def aligned():
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        await first()
        yield

    app = FastAPI(title="x",
                  lifespan=lifespan)  # here
    return app


def kept():
    app = FastAPI(
        on_startup=[
            first,  # why
        ],
    )
    return app
