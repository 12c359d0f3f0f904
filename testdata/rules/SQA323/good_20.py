import datetime
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declarative_base, mapped_column, relationship, synonym

Old = declarative_base(metadata=MetaData())


class Base(DeclarativeBase):
    pass


class Timed:
    created_at: Mapped[datetime.datetime] = mapped_column(default=datetime.datetime.now)


class User(Timed, Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_name: Mapped[str] = mapped_column("login")
    _email = mapped_column("email", String)
    nick = synonym("user_name")
    items = relationship("Item", back_populates="user")

    @hybrid_property
    def email(self) -> str:
        return self._email

    @email.setter
    def email(self, value: str) -> None:
        self._email = value

    @property
    def email_2(self) -> str:
        return ""

    def save(self) -> None:
        pass


class Item(Base):
    __tablename__ = "items"

    id = Column(Integer, primary_key=True)
    title = Column(String)
    user_id = Column(sa.ForeignKey("staff.id"))
    user = relationship(User, back_populates="items")


class Note(Old):
    __tablename__ = "notes"

    id = Column(Integer, primary_key=True)
    text = Column(String)


class Kind(Base):
    __table__ = Table("kinds", Base.metadata, Column("id", Integer, primary_key=True), Column("label", String, key="title"))


def constructed(extra: dict[str, str]) -> list[Callable[[], object]]:
    return [
        lambda: User(
            user_name="ann",
            created_at=datetime.datetime.now(),  # today
            **extra,
        ),
        lambda: User(user_name="ann"),
        lambda: User(email="a@b"),
        lambda: Item(user=User(), title="x"),
        lambda: Note(text="x"),
        lambda: Kind(title="x"),
    ]


def of_a_statement() -> object:
    statement = select(User).where(User.id > 0)
    return statement.filter_by(user_name="ann").order_by(User.id)


def filtered(session: Session) -> list[Callable[[], object]]:
    return [
        lambda: select(Item).filter_by(user_id=1).filter_by(title="x"),
        lambda: session.query(User).filter(User.id > 0).filter_by(email="a@b"),
    ]


def written() -> list[Callable[[], object]]:
    return [
        lambda: update(User).where(User.id == 1).values(user_name="ann", created_at=None).returning(User.id),
        lambda: insert(Item).values(title="x"),
        lambda: sqlite.insert(User).values(user_name="ann").on_conflict_do_nothing(),
        lambda: sa.update(Kind).values(id=1, title="x"),
    ]
