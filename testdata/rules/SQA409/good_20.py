from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    items: Mapped[list["Item"]] = relationship(back_populates="user")
    notes: Mapped[list["Note"]] = relationship(lazy="joined")


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped[User] = relationship(back_populates="items")


class Note(Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


async def load(session: AsyncSession):
    stmt = (
        select(User)
        .options(
            joinedload(User.items),  # all
            selectinload(User.notes),
        )
        .where(User.id == 1)
    )
    result = await session.execute(stmt)
    print(result.unique().scalar_one_or_none())
    for user in (await session.scalars(select(User))).unique():
        print(user)
    return (
        (await session.scalars(select(Item).options(joinedload(Item.user).joinedload(User.items)))).unique()
        .all()
    )
