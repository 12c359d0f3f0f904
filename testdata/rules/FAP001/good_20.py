"""All ways to register a handler."""

from contextlib import asynccontextmanager

from fastapi import FastAPI

from tasks import flush, load


async def first():
    print("first")


def last():
    print("last")


@asynccontextmanager
async def app_lifespan(app: FastAPI):
    await first()
    load()
    warm()
    await late()
    try:
        yield
    finally:
        await flush()
        last()
        warm()


# The application
app = FastAPI(
    title="x",
    # before the others
    lifespan=app_lifespan,
)


# the cache
def warm() -> None:
    print("warm")


async def late(retries: int = 3) -> None:
    print("late")


def lifespan():
    print("something else")
