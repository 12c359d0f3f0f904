from typing import Any
from unittest.mock import AsyncMock

from sqlalchemy import Column, ForeignKey, func, inspect, select
from sqlalchemy.exc import MissingGreenlet
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import (
    DeclarativeBase,
    DynamicMapped,
    Mapped,
    Session,
    WriteOnlyMapped,
    backref,
    contains_eager,
    declared_attr,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)
from sqlalchemy.pool import StaticPool

engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
Expiring = async_sessionmaker(engine)
HOW = "select" if engine.echo else "selectin"
LOADED = [selectinload("*")]


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Noted:
    @declared_attr
    def notes(cls) -> Mapped[list["Note"]]:
        return relationship("Note", lazy="selectin")


class User(Noted, Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    items: Mapped[list["Item"]] = relationship(back_populates="user")
    at_once: Mapped[list["Item"]] = relationship(lazy="immediate", viewonly=True)
    raising: Mapped[list["Item"]] = relationship(lazy="raise", viewonly=True)
    named: Mapped[list["Item"]] = relationship(lazy=HOW, viewonly=True)
    dynamic: DynamicMapped["Item"] = relationship(viewonly=True)
    written: WriteOnlyMapped["Item"] = relationship(viewonly=True)
    single: Mapped["Item"] = relationship(viewonly=True)
    also_single = relationship("Item", uselist=False, viewonly=True)
    kept: Mapped[AssociationProxy[list[int]]] = association_proxy("at_once", "id")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    parent = relationship("User", remote_side=[id], backref=backref("children", lazy="selectin"))

    @hybrid_property
    def lower(self) -> str:
        return self.name.lower()

    async def load(self) -> None:
        await self.awaitable_attrs.items


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped[User] = relationship(back_populates="items")
    owner = relationship("User", viewonly=True)


class Note(Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Made(Base):
    __tablename__ = "made"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("made.id"))
    children: Mapped[list["Made"]] = relationship()

    def __init__(self, **kw: Any) -> None:
        super().__init__(**{"children": [], **kw})


class Loading(AsyncSession):
    async def get(self, entity: Any, ident: Any, **kw: Any) -> Any:
        return await super().get(entity, ident, options=LOADED)


async def load_all(*of: Any) -> None:
    for x in of:
        await x.awaitable_attrs.items


async def declared_otherwise(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)
    print(user.notes, user.at_once, user.single, user.also_single, user.kept, user.parent, user.children, user.lower, user.name)
    print(user.written, user.dynamic, user.named)
    item = await session.get_one(Item, 1)
    print(item.user, item.owner)


async def given_to_others(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)
    await load_all(user)
    print(user.items)


async def own_method(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)
    await user.load()
    print(user.items)


async def list_given_to_others(session: AsyncSession) -> None:
    users = (await session.scalars(select(User))).all()
    await load_all(*users)
    for user in users:
        print(user.items)


async def another_name(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)
    same = user
    await same.awaitable_attrs.items
    print(user.items)


async def set_before(session: AsyncSession) -> None:
    user = await session.get_one(User, 1, options=[selectinload(User.items)])
    user.items = []
    print(user.items)


async def earlier_options(session: AsyncSession, name: str) -> None:
    everybody = (await session.scalars(select(User).options(selectinload(User.items)))).all()
    user = await session.get_one(User, 1)
    print(user.items, everybody)


async def earlier_options_of_another(session: AsyncSession) -> None:
    items = (await session.scalars(select(Item).options(joinedload(Item.user).selectinload(User.items)))).all()
    for user in await session.scalars(select(User).where(User.id == 1)):
        print(user.items, items)


async def contained(session: AsyncSession) -> None:
    statement = select(User).outerjoin(User.items).options(contains_eager(User.items))
    user = (await session.scalars(statement)).unique().first()
    print(user and user.items)


async def reassigned(session: AsyncSession, make: bool) -> None:
    user = await session.get(User, 1)
    if make:
        user = User(items=[])
    print(user is None or make and user.items)


async def statement_from_elsewhere(session: AsyncSession, narrow: Any) -> None:
    statement = narrow(select(User))
    user = (await session.scalars(statement)).one()
    print(user.items)


async def caught(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)
    try:
        print(user.items)
    except MissingGreenlet:
        print("not there")


async def asked_first(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)
    if "items" not in inspect(user).unloaded:
        print(user.items)


async def in_sync(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)

    def load(_: Session) -> None:
        print(user.items)

    await session.run_sync(load)
    print(user.items)


async def refreshed(session: AsyncSession) -> None:
    user = await session.get_one(User, 1)
    await session.refresh(user, attribute_names=("name", "items"))
    print(user.items)


async def made_here(session: AsyncSession) -> None:
    first = User(id=2, items=[])
    session.add(first)
    await session.flush()
    user = await session.get_one(User, 2)
    print(user.items, first)


async def not_written_yet(session: AsyncSession) -> None:
    user = User()
    session.add(user)
    print(user.items)
    await session.rollback()


async def of_its_own(session: AsyncSession) -> None:
    made = Made()
    session.add(made)
    await session.flush()
    print(made.children)


async def given(session: AsyncSession) -> None:
    user = User(items=[])
    session.add(user)
    await session.flush()
    print(user.items)


async def expired() -> None:
    async with Expiring() as session:
        user = await session.get_one(User, 1)
        await session.commit()
        await session.refresh(user, ["items"])
        print(user.items)


async def not_these(session: Session, mock: AsyncMock, loading: Loading) -> None:
    user = session.get_one(User, 1)
    print(user.items)
    user_2 = await loading.get(User, 1)
    print(user_2.items)
    user_3 = await mock.get(User, 1)
    print(user_3.items)


async def rows(session: AsyncSession) -> None:
    for user, count in await session.execute(select(User, func.count()).group_by(User.id).options(selectinload(User.items))):
        print(user.items, count)
    for row in await session.execute(select(User).options(selectinload(User.items))):
        print(row.User.items)
    column = Column("items")
    print(column)
