from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

Local = sessionmaker(create_engine("sqlite://"))


def twice(session: Session) -> None:
    with session.begin():
        session.execute(text("SELECT 1"))
        with session.begin():
            # inside
            session.execute(text("SELECT 2"))
            session.execute(text("SELECT 3"))
        session.execute(text("SELECT 4"))
