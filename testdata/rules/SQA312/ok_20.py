from datetime import UTC, datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=datetime.utcnow)
    b: Mapped[datetime] = mapped_column(onupdate=datetime.utcnow)


print(UTC)
