from datetime import time

from sqlalchemy import Time
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Hook(Base):
    __tablename__ = "hooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    planned: Mapped[time | None] = mapped_column(Time)
    time: Mapped[str] = mapped_column()


print(Hook.__table__.c.planned.nullable)
