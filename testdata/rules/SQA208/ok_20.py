from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, inspect, text
from sqlalchemy.orm import DeclarativeBase, Session


class Base(DeclarativeBase):
    pass


class Client:
    def __init__(self, metadata: object, engine: Engine) -> None:
        self.metadata = metadata
        self.engine = engine

    def run(self) -> None:
        self.metadata.create_all()
        self.engine.dispose()
        self.engine.connect().execute(text("SELECT 1"))


def run(session: Session, conn: Connection, engine: Engine) -> None:
    session.execute(text("SELECT 1")).scalar()
    conn.execute(text("SELECT 1"))
    Base.metadata.create_all(engine)
    MetaData("main").create_all(bind=conn)
    Table("t", MetaData(), autoload_with=engine)
    inspect(engine).get_table_names()
    with create_engine("sqlite://").begin() as other:
        other.execute(text("SELECT 1"))
