from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    # Opens what the handlers of requests need.
    # Connect.
    # And more.
    # first of all
    connection = await connect()

    state["connection"] = connection  # shared
    state["text"] = """
  kept
"""
    pass
    try:
        yield
    finally:
        await state.pop("connection").close()
        app.state.closed = True
        # Nothing to do.
        pass


app = FastAPI(lifespan=lifespan)
state = {}


async def connect(): ...


def writes_global():
    """The handlers below cannot be moved."""
    other = FastAPI()

    @other.on_event("startup")
    def startup():
        global state
        state = {}

    @other.on_event("shutdown")
    def shutdown():
        if state:
            return
        print("none")


def same_names():
    other = FastAPI()

    @other.on_event("startup")
    def startup():
        x = 1
        print(x)

    @other.on_event("shutdown")
    def shutdown():
        print(x)

    x = 2


def used():
    other = FastAPI()

    @other.on_event("startup")
    @other.on_event("shutdown")
    def both():
        print(1)


def called():
    other = FastAPI()

    @other.on_event("startup")
    def startup():
        print(1)

    startup()
