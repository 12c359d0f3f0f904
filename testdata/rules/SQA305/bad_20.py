from typing import TYPE_CHECKING, ClassVar, List, Optional

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column, relationship, synonym


class Base(DeclarativeBase):
    pass


class Named:
    name: "str" = mapped_column(String(9), nullable=True)


class User(Named, Base):
    __tablename__ = "users"

    id: "int" = mapped_column(primary_key=True)
    nick: Optional[str] = mapped_column(nullable=True)
    items: "List[Item]" = relationship(back_populates="user")
    shout: str = column_property(nick + "!")
    alias: str = synonym("nick")
    extra: int
    fixed: ClassVar[int]
    if TYPE_CHECKING:
        known: int


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Optional["User"] = relationship(back_populates="items")
