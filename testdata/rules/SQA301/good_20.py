import decimal
import enum
import uuid as uid
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.dialects import mysql, oracle, postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateTable

Base = orm.declarative_base()


class Color(enum.Enum):
    RED = 1


links = sa.Table("links", Base.metadata, sa.Column("a", sa.Integer))


class Account(Base):
    __tablename__ = "accounts"

    id: orm.Mapped[uid.UUID] = orm.mapped_column(postgresql.UUID(as_uuid=True), primary_key=True)
    key: orm.Mapped[str] = orm.mapped_column(sa.Uuid(as_uuid=False), nullable=False)


class Entry(Base):
    __tablename__ = "entries"

    number: orm.Mapped[int] = orm.mapped_column("no", sa.Integer, primary_key=True)
    account_id: orm.Mapped[uid.UUID] = orm.mapped_column(
        sa.ForeignKey("accounts.id"),  # who
        nullable=False,
    )
    other_id: orm.Mapped[uid.UUID | None] = orm.mapped_column(sa.ForeignKey(Account.id))
    color: orm.Mapped[Color | None] = orm.mapped_column(sa.Enum(Color), server_default="RED")
    word: orm.Mapped[str] = orm.mapped_column(sa.Enum("a", "b", name="words"), nullable=False)
    data: orm.Mapped[dict[str, Any] | None] = orm.mapped_column(JSONB, default=dict)
    rows: orm.Mapped[list[Any]] = orm.mapped_column(sa.JSON, default=[], nullable=False)
    any: orm.Mapped[Any | None] = orm.mapped_column(sa.JSON)
    tags: orm.Mapped[list[str] | None] = orm.mapped_column(postgresql.ARRAY(sa.String(5)))
    grid = sa.Column(postgresql.ARRAY(sa.Integer, dimensions=2))
    names: orm.Mapped[dict[str, str | None] | None] = orm.mapped_column(postgresql.HSTORE)
    price: orm.Mapped[decimal.Decimal] = orm.mapped_column(sa.Numeric(10, 2), nullable=False)
    rate: orm.Mapped[float] = orm.mapped_column(sa.Numeric(10, 2, asdecimal=False), nullable=False)
    exact: orm.Mapped[decimal.Decimal | None] = orm.mapped_column(sa.Float(asdecimal=True))
    ratio: orm.Mapped[decimal.Decimal | None] = orm.mapped_column(mysql.DOUBLE())
    plain: orm.Mapped[float | None] = orm.mapped_column(mysql.DOUBLE(asdecimal=False))
    day: orm.Mapped[datetime | None] = orm.mapped_column(oracle.DATE)
    span: orm.Mapped[timedelta | None] = orm.mapped_column(sa.Interval)
    serial: orm.Mapped[int] = orm.mapped_column(sa.Integer, sa.Identity())
    made: orm.Mapped[datetime | None] = orm.mapped_column(sa.DateTime, default=datetime.now)
    notes: orm.Mapped[str | None] = orm.mapped_column(sa.Text, deferred=True, deferred_group="long")
    both: orm.Mapped[str] = orm.mapped_column(
            sa.Text,  # much
            nullable=False,
            deferred=True,
        )
    shown = sa.Column(sa.Text)
    upper = orm.column_property(shown.label("upper_shown"))
    words = sa.Column(postgresql.TSVECTOR)
    twice = sa.Column(sa.Integer, nullable=None)
    total = orm.column_property(price + rate)

    __table_args__ = (sa.Index("ix", color.desc(), word), sa.UniqueConstraint(word))


for model in (Account, Entry):
    print(" ".join(str(CreateTable(model.__table__).compile(dialect=postgresql.dialect())).split()) if model is Account else model.__table__.columns)
