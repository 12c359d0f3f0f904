from collections.abc import AsyncIterator

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncResult, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite://")
async_session = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


async def connected(conn: AsyncConnection, stmt: Select[tuple[User]]) -> AsyncIterator[object]:
    async for row in await conn.stream(select(User)):
        yield row
    async with async_session() as db:
        async for row in await db.stream(stmt):
            yield row


async def passed(db: AsyncSession) -> AsyncResult[tuple[User]]:
    return await db.stream(select(User))


async def parts(db: AsyncSession, options: dict[str, int]) -> AsyncIterator[object]:
    result = await db.stream_scalars(select(User).execution_options(**options))
    async for user in result:
        yield user
    other = await db.stream_scalars(select(User), execution_options=options)
    async for user in other:
        yield user
    third = await db.stream_scalars(select(User))
    while users := await third.fetchmany(100):
        yield users
