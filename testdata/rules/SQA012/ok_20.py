from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

SessionLocal = sessionmaker(create_engine("sqlite://"))
registry = scoped_session(SessionLocal)


def closed() -> Iterator[Session]:
    session = SessionLocal()
    with closing(session):
        yield session


def entered() -> Iterator[Session]:
    session = SessionLocal()
    with session:
        yield session


def removed() -> Iterator[Session]:
    session = registry()
    yield session
    registry.remove()


class Unit:
    def kept(self) -> Iterator[Session]:
        session = SessionLocal()
        self.session = session
        yield session


def more() -> Iterator[Session]:
    session = SessionLocal()
    try:
        yield session
        session.commit()
    finally:
        session.close()


def begun() -> Iterator[Session]:
    session = SessionLocal()
    with session.begin():
        yield session


def returned() -> Session:
    session = SessionLocal()
    return session


def rows() -> Iterator[int]:
    session = SessionLocal()
    yield from range(3)
    session.close()


def on_connection() -> Iterator[Session]:
    with create_engine("sqlite://").connect() as connection:
        transaction = connection.begin()
        session = Session(bind=connection)
        yield session
        transaction.rollback()
