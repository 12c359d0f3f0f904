from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, declared_attr


class Base(DeclarativeBase):
    __abstract__ = True


class A(Base):
    __tablename__ = "a"
    __table_args__ = UniqueConstraint("name")


class B(Base):
    __tablename__ = "b"
    __table_args__ = [UniqueConstraint("name")]


class C(Base):
    __tablename__ = "c"
    __table_args__ = []


class D(Base):
    __tablename__ = "d"
    __table_args__ = (
        {"comment": "d"},
        UniqueConstraint("name"),  # one
        Index("ix", "name"),
    )


class Mixin:
    @declared_attr.directive
    def __table_args__(cls):
        if cls.__name__ == "E":
            return ()
        return (
            CheckConstraint("name > ''")
        )


class E(Mixin, Base):
    __tablename__ = "e"


class F(Base):
    __table_args__ = [
        UniqueConstraint("name"),
        {"comment": "f"},
    ]
