from typing import ClassVar

from sqlalchemy import Column, Integer
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, DynamicMapped, Mapped, MappedAsDataclass, MappedColumn, WriteOnlyMapped, mapped_column, relationship

from elsewhere import Unknown

IntKey = Mapped[int]


class Base(DeclarativeBase):
    pass


class Mixin:
    note: str


class A(Mixin, Base):
    __allow_unmapped__ = True
    __tablename__ = "a"
    id: int = mapped_column(primary_key=True)


class B(Base):
    __tablename__ = "b"
    id: IntKey = mapped_column(primary_key=True)
    quoted: "Mapped[int]" = mapped_column()
    many: DynamicMapped["B"] = relationship(foreign_keys="B.up_id", viewonly=True)
    all: WriteOnlyMapped["B"] = relationship(foreign_keys="B.up_id", viewonly=True)
    up_id: MappedColumn[int] = mapped_column()
    kind: ClassVar[str] = "b"
    old: int = Column(Integer)


class C(Unknown, Base):
    __tablename__ = "c"
    id: int = mapped_column(primary_key=True)


class D(MappedAsDataclass, DeclarativeBase):
    pass


class E(D):
    __tablename__ = "e"
    id: Mapped[int] = mapped_column(primary_key=True)
    plain: int = 0
