from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

Local = sessionmaker(create_engine("sqlite://"))


def begun() -> None:
    with Local() as session:
        print(session.scalar(text("SELECT 1")))
        with session.begin():
            session.execute(text("SELECT 2"))
