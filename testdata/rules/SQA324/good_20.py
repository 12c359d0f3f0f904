import datetime
from decimal import Decimal
from typing import Optional

from sqlalchemy import Boolean, DateTime, Double, Float, Integer, Numeric, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Stamped:
    made: Mapped[datetime.datetime] = mapped_column(DateTime)


class Item(Stamped, Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[Optional[Decimal]] = mapped_column(Numeric)
    b: Mapped[float] = mapped_column(Float)
    c: Mapped[Decimal] = mapped_column(Float(asdecimal=True))
    d: Mapped[str] = mapped_column(String(5), nullable=False)
