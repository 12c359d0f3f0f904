from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, DynamicMapped, Mapped, WriteOnlyMapped, mapped_column, relationship

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
else:
    from decimal import Decimal


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[Decimal] = mapped_column()
    up_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    many: WriteOnlyMapped[Item] = relationship(viewonly=True)
    days: ClassVar[Sequence[date]] = ()


class Plain:
    day: Mapped[date]
