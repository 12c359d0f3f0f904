"""Models."""

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Base = 5


class ModelBase(DeclarativeBase):
    pass


class User(ModelBase):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


# Things.
class Item(ModelBase):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
