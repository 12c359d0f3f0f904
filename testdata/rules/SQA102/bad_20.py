from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_scoped_session, async_sessionmaker


class Store:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def save(self, *objects: object) -> None:
        await self.session.add_all(objects)
        if await self.session.in_transaction():
            await self.session.expire_all()


async def sessions(factory: async_sessionmaker[AsyncSession], engine: AsyncEngine, scoped: async_scoped_session) -> None:
    session = await factory()
    async with await factory() as other:
        print(other)
    async with await AsyncSession(engine) as third:
        print(third)
    async with (await engine.connect()) as conn:
        print(conn)
    await scoped.add(1)
    print(session)


async def results(session: AsyncSession, conn: AsyncConnection) -> None:
    print(await (await session.execute(select(1))).scalars().all())
    print(await (await session.execute(select(1))).mappings().first())
    print(await (await session.execute(select(1))).scalars().unique().one())
    rows = await conn.execute(select(1))
    print(await rows.scalar())
    print(await rows.mappings().all(), (await rows.one_or_none()))
