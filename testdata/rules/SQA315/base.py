from typing import Annotated

from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

intpk = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    pass


class KeyedBase(Base):
    __abstract__ = True

    key = Column(
        Integer,
        primary_key=True,
    )


class ByFunction:
    @declared_attr
    def id(cls) -> Mapped[int]:
        return mapped_column(primary_key=True)
