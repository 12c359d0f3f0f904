import datetime as dt
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Date, Integer, String
from sqlalchemy.orm import Mapped, declarative_base, declarative_mixin, mapped_column

Base = declarative_base()


@declarative_mixin
class Stamped:
    made: Mapped[datetime] = mapped_column(DateTime, nullable=False)


class Event(Stamped, Base):
    __tablename__ = "events"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    datetime: Mapped[dt.datetime | None] = mapped_column(DateTime)
    day: Mapped[date | None] = mapped_column(Date)
    name: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(5), nullable=False)
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON, default={})
    rows: Mapped[list[Any] | None] = mapped_column(JSON, default=list)


class Odd(Base):
    __tablename__ = "odd"

    id: Mapped[int]
    name: Mapped[str] = mapped_column(String, primary_key=True)
