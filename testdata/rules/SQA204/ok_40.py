from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

db_session = scoped_session(sessionmaker(create_engine("sqlite://")))


class Base(DeclarativeBase):
    pass




class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


class Finder:
    def get(self, key: int) -> None:
        return None


class Own(Base):
    __tablename__ = "own"

    query = Finder()
    id: Mapped[int] = mapped_column(primary_key=True)


def read(key: int) -> tuple[User | None, Own | None]:
    return User.query.get(key), Own.query.get(key)
