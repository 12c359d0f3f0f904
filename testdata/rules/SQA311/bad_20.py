import random
import time
from datetime import date, datetime, timezone
from uuid import UUID, uuid4

from sqlalchemy import func
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(DeclarativeBase):
    pass


class Data(MappedAsDataclass, Base):
    __abstract__ = True


def now():
    return datetime.now(timezone.utc)


class User(Base):
    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(default=uuid4(), primary_key=True)
    short: Mapped[str] = mapped_column(insert_default=str(uuid4())[:8])
    made: Mapped[datetime] = mapped_column(default=now(), onupdate=now())
    number: Mapped[int] = mapped_column(default=random.randint(1, 9))
    seconds: Mapped[float] = mapped_column(default=time.time())


class Row(Data):
    __tablename__ = "rows"

    id: Mapped[UUID] = mapped_column(default=uuid4(), primary_key=True)
