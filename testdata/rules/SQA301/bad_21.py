from datetime import datetime

from sqlalchemy import JSON, Column, DateTime, Date, Integer, String
from sqlalchemy.orm import Mapped, declarative_base, declarative_mixin, mapped_column

Base = declarative_base()


@declarative_mixin
class Stamped:
    made = Column(DateTime, nullable=False)


class Event(Stamped, Base):
    __tablename__ = "events"

    id = Column(Integer, primary_key=True)
    datetime = Column(DateTime)
    day = Column(Date)
    name: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = Column(String(5), nullable=False)
    data = Column(JSON, default={})
    rows = Column(JSON, default=list)


class Odd(Base):
    __tablename__ = "odd"

    id: Mapped[int]
    name = Column(String, primary_key=True)
