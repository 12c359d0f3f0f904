from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()


def engine():
    return create_engine(
        "sqlite://",
    )


class Db:
    def __init__(self):
        self.engine = create_engine("sqlite://")
