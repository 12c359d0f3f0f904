from typing import Annotated

from sqlalchemy import Column, Integer, PrimaryKeyConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from elsewhere import Mixin, key_column

intpk = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    pass


class Own:
    part: Mapped[int] = mapped_column(primary_key=True)


class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True, index=True)
    other: Mapped[intpk]


class B(Own, Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True, index=True)


class C(Mixin, Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True, index=True)


class D(Base):
    __tablename__ = "d"
    __table_args__ = (PrimaryKeyConstraint("id", "part"),)
    id: Mapped[int] = mapped_column(primary_key=True, index=True)
    part: Mapped[int]


class E(Base):
    __tablename__ = "e"
    id = Column(Integer, primary_key=True, index=False)


class F(Base):
    __tablename__ = "f"
    id = Column(Integer, primary_key=True, index=True)
    part = key_column


class G(Own):
    __tablename__ = "g"
    id = Column(Integer, primary_key=True, index=True)
