from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def load(session: AsyncSession, names: list[str], factory: async_sessionmaker[AsyncSession]):
    for name in names:
        await session.execute(insert(User).values(name=name))
    for name in names:
        if found := await session.scalar(select(User).where(User.name == name)):
            return found
    for name in names:
        found = await session.scalar(select(User).where(User.name == name))
        if found:
            break
    for name in names:
        async with factory() as own:
            print(await own.scalar(select(User).where(User.name == name)))
    for name in names:
        print(await session.scalar(select(User).where(User.name == "a")))

        async def later():
            return await session.scalar(select(User).where(User.name == name))

    async for user in await session.stream_scalars(select(User).execution_options(yield_per=10)):
        print(await session.get(User, user.id + 1))


def load_sync(session: Session, ids, cache: dict):
    for i in ids:
        print(cache.get(User, i))
        session.get(User, i)
        session.commit()
    for _ in range(10):
        print(session.get(User, _))
