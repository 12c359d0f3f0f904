from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from .base import Base, Timed


class User(Timed, Base):
    __tablename__ = "users"

    name: Mapped[str] = mapped_column("user_name")


class Owned:
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    @declared_attr
    def user(cls) -> Mapped[User]:
        return relationship("User", backref="owned")


class Order(Owned, Base):
    __tablename__ = "orders"

    holder: Mapped[User] = relationship(backref="held", viewonly=True)


class Made(Base):
    __tablename__ = "made"

    def __init__(self, **kw: Any) -> None:
        super().__init__()


class Reflected(Base):
    __tablename__ = "reflected"
