import builtins

from sqlalchemy import Date, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kinds import Kind, Kind as Kind_


class Base(DeclarativeBase):
    pass


class Event(Base):
    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    str: Mapped[builtins.str] = mapped_column(String(9))
    name: Mapped[builtins.str | None] = mapped_column(String(9))
    other: Mapped[list[builtins.str]] = mapped_column(String(9))
    Kind: Mapped[Kind_] = mapped_column(String(9))


def kind() -> Kind:
    return Kind()
