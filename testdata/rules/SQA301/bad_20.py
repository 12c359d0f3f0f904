import enum
import uuid as uid
from datetime import datetime

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

    id = sa.Column(postgresql.UUID(as_uuid=True), primary_key=True)
    key = sa.Column(sa.Uuid(as_uuid=False), nullable=False)


class Entry(Base):
    __tablename__ = "entries"

    number = sa.Column("no", sa.Integer, primary_key=True)
    account_id = sa.Column(
        sa.ForeignKey("accounts.id"),  # who
        nullable=False,
    )
    other_id = sa.Column(sa.ForeignKey(Account.id))
    color = sa.Column(sa.Enum(Color), server_default="RED")
    word = sa.Column(sa.Enum("a", "b", name="words"), nullable=False)
    data = sa.Column(JSONB, default=dict)
    rows = sa.Column(sa.JSON, default=[], nullable=False)
    any = sa.Column(sa.JSON)
    tags = sa.Column(postgresql.ARRAY(sa.String(5)))
    grid = sa.Column(postgresql.ARRAY(sa.Integer, dimensions=2))
    names = sa.Column(postgresql.HSTORE)
    price = sa.Column(sa.Numeric(10, 2), nullable=False)
    rate = sa.Column(sa.Numeric(10, 2, asdecimal=False), nullable=False)
    exact = sa.Column(sa.Float(asdecimal=True))
    ratio = sa.Column(mysql.DOUBLE())
    plain = sa.Column(mysql.DOUBLE(asdecimal=False))
    day = sa.Column(oracle.DATE)
    span = sa.Column(sa.Interval)
    serial = sa.Column(sa.Integer, sa.Identity())
    made = sa.Column(sa.DateTime, default=datetime.now)
    notes = orm.deferred(sa.Column(sa.Text), group="long")
    both = orm.deferred(
        sa.Column(
            sa.Text,  # much
            nullable=False,
        )
    )
    shown = sa.Column(sa.Text)
    upper = orm.column_property(shown.label("upper_shown"))
    words = sa.Column(postgresql.TSVECTOR)
    twice = sa.Column(sa.Integer, nullable=None)
    total = orm.column_property(price + rate)

    __table_args__ = (sa.Index("ix", color.desc(), word), sa.UniqueConstraint(word))


for model in (Account, Entry):
    print(" ".join(str(CreateTable(model.__table__).compile(dialect=postgresql.dialect())).split()) if model is Account else model.__table__.columns)
