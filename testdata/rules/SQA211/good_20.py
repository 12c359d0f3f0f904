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
    one = select(User).join(User.items)
    two = select(User).options(load_only(User.id, User.name), orm.selectinload(User.items).joinedload(Item.user))
    three = select(User).options(
        joinedload(User.items).joinedload(Item.user),  # both
    )
    four = session.query(User).outerjoin(User.items).outerjoin(Item.user).filter(User.id > 1).all()
    return one, two, three, four, joinedload("items")
