from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, backref, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    up_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    up: Mapped["User | None"] = relationship("User", remote_side=[id], cascade="all, delete-orphan")
    items: Mapped[list["Item"]] = relationship(overlaps="owner,shared", cascade="all, delete-orphan")


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner: Mapped[User] = relationship(cascade="all, delete-orphan", viewonly=False)
    shared: Mapped["User"] = relationship(cascade="all, delete-orphan", single_parent=True)
