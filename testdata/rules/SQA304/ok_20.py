from typing import Annotated, Any, TypeVar

from sqlalchemy import Column, FetchedValue, Identity, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from elsewhere import Alias

T = TypeVar("T")
Maybe = str | None
NULL = bool(1)


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "people"

    id: Mapped[int | None] = mapped_column(primary_key=True)
    kind: Mapped[str]
    a: Mapped[Maybe] = mapped_column(String, nullable=True)
    b: Mapped[Alias] = mapped_column(String, nullable=True)
    c: Mapped[Annotated[str, mapped_column(String)]] = mapped_column(nullable=True)
    d: Mapped[str] = mapped_column(String, nullable=NULL)
    e: Mapped[str | None] = mapped_column(String, FetchedValue(), nullable=False)
    f: Mapped[int] = Column(Integer, Identity())
    g: Mapped[str] = Column(String, nullable=False)
    h: Mapped[Any] = Column(String)
    __mapper_args__ = {"polymorphic_on": "kind"}


class Boss(Person):
    office: Mapped[str] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "boss"}


class Seated:
    __abstract__ = True

    chair: Mapped[str] = mapped_column(use_existing_column=True, nullable=True)
