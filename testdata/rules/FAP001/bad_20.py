"""All ways to register a handler."""

from fastapi import FastAPI

from tasks import flush, load


async def first():
    print("first")


def last():
    print("last")


# The application
app = FastAPI(
    title="x",
    on_startup=[first, load],  # before the others
    on_shutdown=(flush,),
)
app.add_event_handler("shutdown", last)


@app.on_event(event_type="startup")  # the cache
def warm() -> None:
    print("warm")


@app.on_event("startup")  # type: ignore[deprecated]
async def late(retries: int = 3) -> None:
    print("late")


app.add_event_handler(func=warm, event_type="shutdown")


def lifespan():
    print("something else")
