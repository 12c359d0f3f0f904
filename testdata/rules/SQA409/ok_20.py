from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    items: Mapped[list["Item"]] = relationship(back_populates="user")
    other = relationship("Item", viewonly=True)


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped[User] = relationship(back_populates="items")


def load(session: Session):
    print(session.scalars(select(User).options(joinedload(User.items))).first())
    print(session.scalar(select(User).options(joinedload(User.items))))
    print(session.get(User, 1, options=[joinedload(User.items)]))
    print(session.scalars(select(Item).options(joinedload(Item.user))).all())
    print(session.scalars(select(Item).options(selectinload(Item.user).joinedload(User.items))).all())
    print(session.scalars(select(Item).options(joinedload(Item.user).selectinload(User.items))).all())
    print(session.query(User).options(joinedload(User.items)).all())
    print(session.scalars(select(User).options(joinedload(User.other))).all())
    print(session.execute(select(User).options(joinedload(User.items))).unique().scalars().all())
    result = session.execute(select(User).options(joinedload(User.items)))
    users = result.scalars().unique().all()
    return users, session.execute(select(User.id).options(joinedload(User.items))).all()
