from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import Query as Parameter
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, inspect, insert, select, update
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    Session,
    aliased,
    backref,
    column_property,
    composite,
    declarative_base,
    declared_attr,
    mapped_column,
    registry,
    relationship,
    with_polymorphic,
)


class Base(DeclarativeBase):
    pass


class Named:
    @declared_attr
    def title(cls) -> Mapped[str]:
        return mapped_column("heading")


@dataclass
class Point:
    x: int
    y: int


class User(Named, Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    upper = column_property(Column("name_upper", String))
    point: Mapped[Point] = composite(mapped_column("x"), mapped_column("y"))
    kind = "user"
    items: Mapped[list["Item"]] = relationship(backref=backref("holder"))
    titles = association_proxy("items", "title")


class Admin(User):
    extra: Mapped[str | None]


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column("item_title")
    user_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


def extend(cls: Any) -> None:
    cls.added = column_property(cls.id + 2)


User.later = column_property(User.id + 1)
extend(User)


def attributes(session: Session, more: dict[str, Any]) -> list[object]:
    first = Admin(id=1, name="a", title="b", upper="c", kind="d", items=[], titles=[], later=1, added=2, extra="x", point=Point(1, 2))
    other = aliased(User)
    poly = with_polymorphic(User, [Admin])
    return [
        first,
        User(**more),
        Item(holder=first, title="x"),
        select(User).join(Item, Item.user_id == User.id).filter_by(title="x"),
        select(User).outerjoin(User.items).filter_by(user_id=1),
        select(User.id, Item.id).filter_by(nme="x"),
        select(User).select_from(Item).filter_by(nme="x"),
        select(other).filter_by(name="x"),
        select(poly).filter_by(name="x"),
        session.query(User, Item).filter_by(name="x"),
        update(Item).values(item_title="x", title="y"),
        insert(User).values(heading="x"),
        insert(User.__table__).values(name_upper="x"),
        inspect(User).mapper,
    ]


class Open(Base):
    __tablename__ = "open"

    id: Mapped[int] = mapped_column(primary_key=True)

    def __getattr__(self, name: str) -> str:
        return name


class Made(Base):
    __tablename__ = "made"

    id: Mapped[int] = mapped_column(primary_key=True)

    def __new__(cls, **kw: Any) -> "Made":
        return super().__new__(cls)


class Registering(Base):
    __abstract__ = True

    def __init_subclass__(cls, **kw: Any) -> None:
        cls.label = mapped_column(String)
        super().__init_subclass__(**kw)


class Registered(Registering):
    __tablename__ = "registered"

    id: Mapped[int] = mapped_column(primary_key=True)


def construct(self: Any, **kw: Any) -> None:
    for name, value in kw.items():
        self.__dict__.setdefault(name, value)


Constructing = declarative_base(constructor=construct)


class Free(Constructing):
    __tablename__ = "free"

    id = Column(Integer, primary_key=True)


class Registry(DeclarativeBase):
    registry = registry(constructor=construct)


class Freer(Registry):
    __tablename__ = "free"

    id: Mapped[int] = mapped_column(primary_key=True)


class DataBase(MappedAsDataclass, DeclarativeBase):
    pass


class Data(DataBase):
    __tablename__ = "data"

    id: Mapped[int] = mapped_column(primary_key=True)


Auto = automap_base()


class Automatic(Auto):
    __tablename__ = "automatic"

    id = Column(Integer, primary_key=True)


class Deferred(DeferredReflection, Base):
    __tablename__ = "deferred"


meta = MetaData()
reflected = Table("reflected", meta, Column("id", Integer, primary_key=True))


class Reflected(Base):
    __table__ = reflected


def not_known() -> list[object]:
    return [Open(nme=1), Made(nme=1), Registered(labels="x"), Free(nme=1), Freer(nme=1), Automatic(nme=1), Deferred(nme=1), Reflected(nme=1)]


def raising() -> None:
    with pytest.raises(TypeError):
        User(nme="x")


def parameter() -> Any:
    return Parameter(default=1)


class Repository:
    def query(self, entity: type) -> "Repository":
        return self

    def filter_by(self, **kw: Any) -> "Repository":
        return self

    def values(self, **kw: Any) -> "Repository":
        return self


def other_api(repository: Repository) -> list[object]:
    return [repository.query(User).filter_by(nme="x"), repository.values(nme="x")]
