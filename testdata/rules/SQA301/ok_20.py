import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Column, Enum, Integer, Numeric, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, registry

NULL = bool(1)
reg = registry()
kind = ["a"]


class Base(DeclarativeBase):
    pass


class Money(TypeDecorator[Any]):
    impl = Numeric
    cache_ok = True


class Silent(Base):
    __tablename__ = "silent"

    id: Mapped[int] = Column(Integer, primary_key=True, nullable=NULL)
    a = b = Column(String)
    money = Column(Money)
    form = Column(Numeric(10, 2, asdecimal=NULL))


class Hides(Base):
    __tablename__ = "hides"

    id = Column(Integer, primary_key=True)
    str = Column(String)


class DcBase(MappedAsDataclass, DeclarativeBase):
    pass


class Dc(DcBase):
    __tablename__ = "dc"

    id = Column(Integer, primary_key=True)


@reg.mapped_as_dataclass
class Dc2:
    __tablename__ = "dc2"

    id: Mapped[int] = Column(Integer, primary_key=True)


@dataclasses.dataclass
class Part:
    size = Column(Integer)


class Whole(Part, Base):
    __tablename__ = "whole"

    id: Mapped[int] = Column("x", Integer, primary_key=True, nullable=NULL)


class Cv(Base):
    __tablename__ = "cv"

    id: ClassVar = Column(Integer, primary_key=True)


if TYPE_CHECKING:

    class Typed(Base):
        __tablename__ = "typed"

        id = Column(Integer, primary_key=True)


class Alone:
    id = Column(Integer)
