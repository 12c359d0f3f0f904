from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_scoped_session, async_sessionmaker


class Store:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def save(self, *objects: object) -> None:
        self.session.add_all(objects)
        if self.session.in_transaction():
            self.session.expire_all()


async def sessions(factory: async_sessionmaker[AsyncSession], engine: AsyncEngine, scoped: async_scoped_session) -> None:
    session = factory()
    async with factory() as other:
        print(other)
    async with AsyncSession(engine) as third:
        print(third)
    async with (engine.connect()) as conn:
        print(conn)
    scoped.add(1)
    print(session)


async def results(session: AsyncSession, conn: AsyncConnection) -> None:
    print((await session.execute(select(1))).scalars().all())
    print((await session.execute(select(1))).mappings().first())
    print((await session.execute(select(1))).scalars().unique().one())
    rows = await conn.execute(select(1))
    print(rows.scalar())
    print(rows.mappings().all(), (rows.one_or_none()))
