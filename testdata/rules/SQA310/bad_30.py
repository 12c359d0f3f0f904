from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Dated:
    made_at: Mapped[int]


class User(Dated, Base):
    __tablename__ = "users"
    LIMIT = 3

    id: Mapped[int] = mapped_column(primary_key=True)
    mail = Column("email", Integer)
    items: Mapped[list["Item"]] = relationship(viewonly=True, foreign_keys="Item.user_id")

    def shown(self) -> str:
        return str(self.id)


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.ID"))
    email: Mapped[int] = mapped_column(ForeignKey('users.emal'))
    made: Mapped[int] = mapped_column(ForeignKey("users.made_at"))
