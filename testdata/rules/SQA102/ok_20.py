from unittest.mock import AsyncMock

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker


class Own(AsyncSession):
    def __await__(self):
        return iter(())


async def get_session() -> AsyncSession:
    return AsyncSession()


async def main(session: AsyncSession, engine: AsyncEngine, factory: async_sessionmaker[AsyncSession], unknown) -> None:
    conn = await engine.connect()
    await conn.begin()
    await session.begin()
    await session.begin_nested()
    async with engine.connect() as other:
        result = await other.stream(select(1))
        print(await result.mappings().all(), await result.scalars().unique().first())
    streamed = await session.stream(select(1))
    print(await streamed.scalar_one(), await streamed.columns(0).all())
    made = await get_session()
    await Own()
    await unknown.add(1)
    rows = await unknown.execute(select(1))
    print(await rows.all(), made, factory)
    mock = AsyncMock(spec=AsyncSession)
    await mock.add(1)
    again = await session.execute(select(1))
    again = await session.stream(select(1))
    print(await again.all())
