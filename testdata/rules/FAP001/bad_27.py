from fastapi import FastAPI


async def first(): ...


def last(): ...


def commented():
    app = FastAPI(
        title="x",
        on_startup=[first],  # one
        on_shutdown=[last]  # two
    )
    return app


def hanging():
    return 1


def aligned():
    app = FastAPI(title="x",
                  on_startup=(first,))  # here
    return app


def kept():
    app = FastAPI(
        on_startup=[
            first,  # why
        ],
    )
    return app
