import datetime

from elsewhere import Unknown, args
from sqlalchemy import Column, DateTime, Table, func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_base, declared_attr, mapped_column
from sqlmodel import Field, SQLModel


def now():
    return func.now()


class Base(DeclarativeBase):
    pass


class Eager:
    __mapper_args__ = {"eager_defaults": True}


class EagerCall:
    @declared_attr
    def __mapper_args__(cls):
        return {"eager_defaults": True, "polymorphic_identity": cls.__name__}


class ByMixin(Eager, Base):
    __tablename__ = "by_mixin"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class ByCall(EagerCall, Base):
    __tablename__ = "by_call"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class Dynamic(Base):
    __tablename__ = "dynamic"
    __mapper_args__ = {**args}
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class Named(Base):
    __tablename__ = "named"
    __mapper_args__ = args
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class Variable(Base):
    __tablename__ = "variable"
    __mapper_args__ = {"eager_defaults": args}
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class OfUnknown(Unknown, Base):
    __tablename__ = "of_unknown"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class Python(Base):
    __tablename__ = "python"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime.datetime] = mapped_column(onupdate=now)
    b: Mapped[datetime.datetime] = mapped_column(onupdate=lambda: datetime.datetime.now(datetime.UTC))
    c: Mapped[int] = mapped_column(onupdate=1, server_onupdate=func.now())
    d: Mapped[int] = mapped_column(onupdate=unheard())
    e: Mapped[int] = mapped_column(server_onupdate=None)


class Stamped:
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class Uses(Stamped, Eager, Base):
    __tablename__ = "uses"
    id: Mapped[int] = mapped_column(primary_key=True)


class Nowhere:
    a: Mapped[datetime.datetime] = mapped_column(onupdate=func.now())


class Parent(Base):
    __tablename__ = "parents"
    __mapper_args__ = {"polymorphic_on": "kind", "eager_defaults": True}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


class Child(Parent):
    __mapper_args__ = {"polymorphic_identity": "child"}
    a: Mapped[datetime.datetime | None] = mapped_column(onupdate=func.now())


class Made:
    __mapper_args__ = {"eager_defaults": True}


Factory = declarative_base(cls=Made)


class OfFactory(Factory):
    __tablename__ = "of_factory"
    id = Column(DateTime, primary_key=True)
    a = Column(DateTime, onupdate=func.now())


class Hero(SQLModel, table=True):
    id: int = Field(primary_key=True)
    a: datetime.datetime = Field(sa_column=Column(DateTime, onupdate=func.now()))


table = Table("t", Base.metadata, Column("a", DateTime, onupdate=func.now()))


async def read(session: AsyncSession, x: ByMixin):
    return x.a
