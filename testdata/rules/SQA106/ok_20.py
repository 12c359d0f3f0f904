import asyncio

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_scoped_session, async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite:///app.db")
async_session = async_sessionmaker(engine, expire_on_commit=False)


class Client:
    async def execute(self, statement: str) -> str:
        return statement


async def load(session: AsyncSession, n: int) -> int | None:
    return await session.scalar(text(f"SELECT {n:d}"))


async def unused(session: AsyncSession, n: int) -> int:
    await asyncio.sleep(n)
    return n


def statement(session: AsyncSession) -> object:
    return select(text("1"))


async def own(session: AsyncSession, other: AsyncSession, registry: async_scoped_session[AsyncSession]) -> None:
    await asyncio.gather(load(session, 1), load(other, 1))
    await asyncio.gather(unused(session, 1), unused(session, 2))
    await asyncio.gather(*[load(s, 1) for s in (session, other)])
    await asyncio.gather(load(session, 1), asyncio.sleep(0))
    await asyncio.gather(registry.execute(text("SELECT 1")), registry.execute(text("SELECT 2")))
    async with asyncio.TaskGroup() as group:
        for s in (session, other):
            group.create_task(load(s, 1))


async def client(session: Client) -> None:
    await asyncio.gather(session.execute("a"), session.execute("b"))


async def each() -> None:
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            session = async_session()
            group.create_task(load(session, n))
