from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, declared_attr

ARGS = (UniqueConstraint("name"),)


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    __table_args__ = ARGS + (UniqueConstraint("other"),)


class B:
    __table_args__ = [UniqueConstraint("name")]


class C(Base):
    __tablename__ = "c"

    def __table_args__(self):
        return []


class D(Base):
    __tablename__ = "d"

    @declared_attr
    def __table_args__(cls):
        def other():
            return []

        return (UniqueConstraint("name"), {"comment": str(other())})
