from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Event(Base):
    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[date | None] = mapped_column()
    up_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    Event: Mapped["Event"] = relationship(remote_side=[id])
