import typing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Optional

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

if TYPE_CHECKING:
    from datetime import datetime



class Base(DeclarativeBase):
    pass


class Birthday(Base):
    __tablename__ = "birthdays"

    id: "Mapped[int]" = mapped_column(primary_key=True)
    day: "Mapped[Optional[date]]"
    price: "Mapped[Decimal]" = mapped_column()


def today() -> "datetime":
    raise NotImplementedError
