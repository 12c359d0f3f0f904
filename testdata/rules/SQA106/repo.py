from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker


class Repository:
    def __init__(self, session: AsyncSession, factory: async_sessionmaker[AsyncSession]) -> None:
        self.session = session
        self.factory = factory
        self.limit = 3

    async def first(self) -> int | None:
        return await self.session.scalar(text("SELECT 1"))

    async def second(self) -> int | None:
        return await self.session.scalar(text("SELECT 2"))

    async def apart(self) -> int | None:
        async with self.factory() as session:
            return await session.scalar(text("SELECT 3"))

    async def count(self) -> int:
        return self.limit


class Users(Repository):
    other: AsyncSession

    async def third(self) -> int | None:
        return await self.other.scalar(text("SELECT 4"))
