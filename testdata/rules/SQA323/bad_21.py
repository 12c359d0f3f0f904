from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    line_1: Mapped[str]
    line_2: Mapped[str]

    def pay(self) -> None:
        pass


def given_already() -> User:
    return User(name="ann", nam="ann")


def one_of_two() -> User:
    return User(line="x")


def far_away() -> User:
    return User(ab="x")


def method() -> object:
    return select(User).filter_by(paid=True)
