from sqlalchemy import ForeignKey, orm, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, load_only, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    items: Mapped[list["Item"]] = relationship(back_populates="user")


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped["User | None"] = relationship(back_populates="items")


def load(session: Session):
    one = select(User).join("items")
    two = select(User).options(load_only("id", "name"), orm.selectinload("items").joinedload("user"))
    three = select(User).options(
        joinedload("items.user"),  # both
    )
    four = session.query(User).outerjoin("items", "user").filter(User.id > 1).all()
    return one, two, three, four, joinedload("items")
