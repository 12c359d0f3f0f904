from fastapi import FastAPI

app = FastAPI()
state = {}


# Opens what the handlers of requests need.
@app.on_event("startup")
async def startup():
    """Connect.

    And more.
    """
    # first of all
    connection = await connect()

    state["connection"] = connection  # shared
    state["text"] = """
  kept
"""


@app.on_event("startup")
def quiet():
    pass


@app.on_event("shutdown")
async def shutdown():
    await state.pop("connection").close()
    app.state.closed = True


@app.on_event("shutdown")
async def documented():
    """Nothing to do."""


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
