from collections.abc import Iterator

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session


def get_db(url: str) -> Iterator[Session]:
    with Session(create_engine(url)) as session:
        yield session


def get_engine() -> Engine:
    return create_engine("sqlite://")


def make_engine() -> Engine:
    return create_engine("sqlite://")
