import datetime

import sqlalchemy.orm as orm
from sqlalchemy import DateTime, FetchedValue, ForeignKey, func, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NOW = func.datetime("now")


class Base(DeclarativeBase):
    """All tables."""

    __mapper_args__ = {"eager_defaults": True}


class Stamped:
    changed: Mapped[datetime.datetime | None] = mapped_column(
        DateTime,
        onupdate=text("CURRENT_TIMESTAMP"),
    )


class Late(Stamped, Base):
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    id: Mapped[int] = mapped_column(primary_key=True)


class Root(DeclarativeBase):
    pass


class Abstract(Root):
    __abstract__ = True
    __mapper_args__ = {"eager_defaults": True}

    touched: Mapped[datetime.datetime | None] = mapped_column(onupdate=NOW)


class First(Abstract):
    __tablename__ = "firsts"
    __table_args__ = {"comment": "first"}  # said
    __mapper_args__ = {"eager_defaults": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[datetime.datetime | None] = mapped_column(server_onupdate=FetchedValue())


class Mixed:
    @declared_attr
    def __mapper_args__(cls):
        return {"confirm_deleted_rows": False, "eager_defaults": True}


class Second(Mixed, Root):
    __tablename__ = "seconds"

    id: Mapped[int] = mapped_column(primary_key=True)
    seen: Mapped[datetime.datetime | None] = orm.mapped_column(onupdate=(func.now() + text("interval '1 day'")))


class Animal(Root):
    __tablename__ = "animals"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "eager_defaults": True}


class Cat(Animal):
    fed: Mapped[datetime.datetime | None] = orm.deferred(mapped_column(DateTime, onupdate=func.current_timestamp()))
    __mapper_args__ = {"polymorphic_identity": "cat"}


class Lower(DeclarativeBase):
    __mapper_args__ = {"eager_defaults": True}


class Hides(Lower):
    __tablename__ = "hides"
    __mapper_args__ = {"confirm_deleted_rows": True, "eager_defaults": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("firsts.id"))
    moved: Mapped[datetime.datetime | None] = mapped_column(onupdate=func.now())


async def read(session: AsyncSession, late: Late, first: First, cat: Cat):
    await session.flush()
    return late.changed, first.by, first.touched, cat.fed
