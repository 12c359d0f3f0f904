from collections.abc import AsyncIterator

from sqlalchemy import Column, ForeignKey, Integer, Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_scoped_session, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, mapped_column, relationship
from sqlalchemy.pool import StaticPool

engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
Session = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


users_groups = Table(
    "users_groups",
    Base.metadata,
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("group_id", ForeignKey("groups.id"), primary_key=True),
)


class Grouped:
    id: Mapped[int] = mapped_column(primary_key=True)


class User(Grouped, Base):
    __tablename__ = "users"

    name: Mapped[str] = mapped_column(default="")
    items: Mapped[list["Item"]] = relationship(back_populates="user", lazy="select")
    notes: "Mapped[set[Note]]" = relationship(lazy=True)
    groups = relationship("Group", secondary=users_groups)
    tags = relationship("Tag")


class Admin(User):
    pass


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped[User] = relationship(back_populates="items")


class Note(Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Group(Base):
    __tablename__ = "groups"

    id = Column(Integer, primary_key=True)


class Tag(Base):
    __tablename__ = "tags"

    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"))
    parent_id = Column(ForeignKey("tags.id"))
    children = relationship("Tag")


async def named_result(session: AsyncSession) -> int:
    result = await session.execute(select(User).where(User.id == 1))
    user = result.scalar_one_or_none()
    if not user:
        return 0
    user.name = "seen"
    await session.commit()
    await session.refresh(user)
    return len(user.items)


async def whole(session: AsyncSession) -> int:
    assert (user := await session.scalar(select(User).limit(1))) is not None
    return sum(1 for _ in user.items)


async def looped(session: AsyncSession) -> int:
    users = (await session.scalars(select(User).order_by(User.id))).unique().all()
    if len(users) == 0:
        return 0
    for user in users:
        return len(user.items)
    return 1


async def comprehended(session: AsyncSession) -> list[int]:
    return [len(user.notes) for user in await session.scalars(select(User))]


async def both(session: AsyncSession) -> int:
    user = await session.get_one(
        User,
        1,
        populate_existing=True,  # fresh
    )
    return len(user.notes) + len(user.groups)


async def two_of_a_statement(session: AsyncSession) -> int:
    statement = (
        select(Admin)
        .where(Admin.id > 0)
        .limit(1)
    )
    count = await session.scalar(select(func.count()).select_from(statement.subquery()))
    admin = (await session.execute(statement)).scalars().first()
    again = (await session.scalars(statement)).one()
    if count == 1:
        return len(again.tags)
    return len(admin.groups)


async def named_otherwise(session: AsyncSession, scoped: async_scoped_session[AsyncSession]) -> int:
    user = await scoped.get(User, 1)
    await scoped.refresh(user, ["name", "notes"])
    other = aliased(User)
    user_2 = (await session.scalars(select(other).join(other.items))).one()
    tag = (await session.execute(select(Tag))).scalar()
    print(user.notes, user_2.id and user_2.items, tag and tag.children)
    return len(user.items)


async def appended(session: AsyncSession) -> None:
    user = await session.get(User, 1)
    try:
        user.items.append(Item())
    except ValueError:
        await session.rollback()
        raise


async def given_away(session: AsyncSession) -> AsyncIterator[User]:
    for user in (await session.execute(select(User))).scalars():
        print(user.tags)
        yield user


async def behind_the_session() -> int:
    async with Session() as session:
        user = await session.get(User, 1)
    return len(user.items)


async def listed(session: AsyncSession) -> int:
    tags = list(await session.scalars(select(Tag)))
    return sum(len(tag.children) for tag in tags)
