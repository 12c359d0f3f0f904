"""Models."""

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Base = 5


class User(DeclarativeBase):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


# Things.
class Item(DeclarativeBase):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
