from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()


def engine():
    return create_engine(
        "sqlite://", echo="debug",
        echo_pool=True,  # for now
    )


class Db:
    def __init__(self):
        self.engine = create_engine("sqlite://", echo=True)
