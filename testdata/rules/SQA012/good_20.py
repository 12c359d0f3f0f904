from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(create_engine("sqlite://"))


def get_db() -> Iterator[Session]:
    with SessionLocal() as db:  # one per request
        # closed in any case
        # here
        yield db


@contextmanager
def scope() -> Iterator[Session]:
    with Session(create_engine("sqlite://")) as session:  # new

        # first
        session.execute(text("SELECT 1"))
        try:
            yield session
            session.commit()
        except ValueError:
            session.rollback()


print("end")
