import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def now():
    return datetime.now()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    a = sa.Column(sa.DateTime, server_default=sa.func.now())
    b = sa.Column(sa.DateTime, server_default=sa.func.now(), index=True)
    c: Mapped[uuid.UUID] = mapped_column(server_default=sa.text('gen_random_uuid()'))
    d = sa.Column(sa.Date, server_default=sa.text("CURRENT_DATE"))
    e = sa.Column(sa.Boolean(), server_default=sa.false())
    f = sa.Column(
        sa.DateTime,
        server_default=sa.text("(now() at time zone 'utc')"),  # UTC
    )
    g = sa.Column(sa.String(20), server_default=sa.text("lower('X')"))
