import decimal
import uuid
from typing import Any

from sqlalchemy import Boolean, Float, Integer, Numeric, String, TypeDecorator, Uuid
from sqlalchemy.dialects import mssql, mysql, oracle
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DECIMAL = bool(1)


class Base(DeclarativeBase):
    pass


class Cents(TypeDecorator[Any]):
    impl = Integer
    cache_ok = True


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(Numeric(10, 0))
    b: Mapped[int] = mapped_column(Numeric(precision=10, scale=0))
    c: Mapped[decimal.Decimal] = mapped_column(Float(asdecimal=True))
    d: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=False))
    e: Mapped[decimal.Decimal] = mapped_column(Cents)
    f: Mapped[int] = mapped_column(Boolean)
    g: Mapped[float] = mapped_column(Numeric(asdecimal=DECIMAL))
    h: Mapped[int] = mapped_column(String(5).with_variant(Integer, "sqlite"))
    i: Mapped[decimal.Decimal] = mapped_column(mysql.DOUBLE)
    j: Mapped[bytes] = mapped_column(mssql.TIMESTAMP)
