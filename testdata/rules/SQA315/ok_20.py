from app.base import Base, ByFunction, KeyedBase, intpk
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import Mapped, mapped_column

PRIMARY = True
options = {"primary_key": True}


class A(KeyedBase):
    __tablename__ = "a"
    name: Mapped[str]


class B(ByFunction, Base):
    __tablename__ = "b"
    name: Mapped[str]


class C(Base):
    __tablename__ = "c"
    key: Mapped[intpk]


class D(Base):
    __tablename__ = "d"
    key: Mapped[int] = mapped_column(primary_key=PRIMARY)


class E(Base):
    __tablename__ = "e"
    key: Mapped[int] = mapped_column(**options)


class F(Base):
    __tablename__ = "f"
    x: Mapped[int] = mapped_column()
    y: Mapped[int] = mapped_column()
    __mapper_args__ = {"primary_key": [x, y]}


class G(Base):
    __tablename__ = "g"
    key = Column("id", Integer, primary_key=True)


class H(Base):
    __table__ = Table("h", MetaData(), Column("id", Integer, primary_key=True))


def keyed():
    return mapped_column(primary_key=True)


class I(Base):
    __tablename__ = "i"
    key = keyed()
    name: Mapped[str]
