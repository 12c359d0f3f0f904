from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker(create_engine("sqlite://"))


def get_db() -> Iterator[Session]:
    db = SessionLocal()  # one per request
    # closed in any case
    try:
        # here
        yield db
    finally:
        db.close()


@contextmanager
def scope() -> Iterator[Session]:
    session = Session(create_engine("sqlite://"))  # new

    # first
    session.execute(text("SELECT 1"))
    try:
        yield session
        session.commit()
    except ValueError:
        session.rollback()


print("end")
