from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

db_session = scoped_session(sessionmaker(create_engine("sqlite://")))


class Base(DeclarativeBase):
    pass


Base.query = db_session.query_property()


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


class Own(Base):
    __tablename__ = "own"

    query = db_session.query_property()
    id: Mapped[int] = mapped_column(primary_key=True)


def read(key: int) -> tuple[User | None, Own | None]:
    return User.query.get(key), Own.query.get(key)
