from sqlalchemy import Date, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kinds import Kind


class Base(DeclarativeBase):
    pass


class Event(Base):
    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    str: Mapped[str] = mapped_column(String(9))
    name: Mapped[str | None] = mapped_column(String(9))
    other: Mapped[list[str]] = mapped_column(String(9))
    Kind: Mapped[Kind] = mapped_column(String(9))


def kind() -> Kind:
    return Kind()
