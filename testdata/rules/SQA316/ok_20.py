from app.base import Base, Named, User
from sqlalchemy.ext.declarative import AbstractConcreteBase
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Item(Named):
    id: Mapped[int] = mapped_column(primary_key=True)


class Admin(User):
    level: Mapped[int] = mapped_column(nullable=True)


class Model(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Animal(AbstractConcreteBase, Base):
    name: Mapped[str] = mapped_column()


class Mixin:
    id: Mapped[int] = mapped_column(primary_key=True)


class Empty(Base):
    __abstract__ = True


class Plain(Empty):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
