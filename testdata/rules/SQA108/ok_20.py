from collections.abc import Iterator

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

Local = sessionmaker(create_engine("sqlite://"))


def handler() -> None:
    with Local.begin() as session:
        try:
            session.execute(text("SELECT 1"))
        except ValueError:
            session.rollback()
            raise


def nested(session: Session) -> None:
    with session.begin():
        with session.begin_nested():
            session.execute(text("SELECT 1"))
            session.commit()


def fixture() -> Iterator[Session]:
    with Local.begin() as session:
        yield session
        session.rollback()


def ended(flag: bool) -> None:
    with Local() as session:
        session.execute(text("SELECT 1"))
        session.commit()
        with session.begin():
            session.execute(text("SELECT 2"))
    with Local() as session:
        if flag:
            session.execute(text("SELECT 1"))
        with session.begin():
            session.execute(text("SELECT 2"))


def callback() -> None:
    with Local.begin() as session:

        def save() -> None:
            session.commit()

        print(save)


def last() -> None:
    with Local.begin() as session:
        session.execute(text("SELECT 1"))
        session.rollback()
