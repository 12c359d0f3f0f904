import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("sqlite+aiosqlite:///app.db")


async def load(session: AsyncSession, n: int) -> int | None:
    return await session.scalar(text(f"SELECT {n:d}"))


class Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def first(self) -> int | None:
        return await self.session.scalar(text("SELECT 1"))

    async def second(self) -> int | None:
        return await self.session.scalar(text("SELECT 2"))

    async def both(self) -> None:
        await asyncio.gather(self.first(), self.second())


async def grouped(session: AsyncSession) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(0))
        group.create_task(load(session, 1))
        group.create_task(load(n=2, session=session))


async def looped(session: AsyncSession) -> None:
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(load(session, n))


async def waited(session: AsyncSession) -> None:
    await asyncio.wait([asyncio.create_task(session.scalar(text("SELECT 1"))), asyncio.create_task(load(session, 1))])


async def named(session: AsyncSession) -> None:
    one = asyncio.create_task(load(session, 1))
    two = asyncio.create_task(load(session, 2))
    tasks = [load(session, n) for n in range(3)]
    await asyncio.gather(one, two)
    await asyncio.gather(*tasks)


async def repository(session: AsyncSession) -> None:
    repo = Repository(session)
    await asyncio.gather(repo.first(), repo.second())
