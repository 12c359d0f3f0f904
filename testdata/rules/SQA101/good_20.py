from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncSession,
    async_scoped_session,
    async_sessionmaker,
    create_async_engine,
)
from sqlmodel.ext.asyncio.session import AsyncSession as ModelSession

engine = create_async_engine("sqlite+aiosqlite://")
factory = async_sessionmaker(engine, expire_on_commit=False)
scoped = async_scoped_session(factory, scopefunc=id)


async def statements(session: AsyncSession, conn: AsyncConnection, model: ModelSession):
    await session.flush()  # now
    (await session.rollback())
    await conn.exec_driver_sql("select 1")
    await scoped.remove()
    await scoped.commit()
    (await model.exec(select(text("1")))).all()
    async with factory.begin() as other:
        await other.refresh(session)
    async with engine.connect() as conn2:
        await conn2.execution_options(isolation_level="AUTOCOMMIT")
    session.dirty and await session.commit()


async def tests(session: AsyncSession | None, flag: bool):
    if await session.scalar(select(text("1"))):
        pass
    while not await session.scalar(select(text("1"))):
        pass
    if flag and await session.scalar(select(text("1"))) == 2:
        pass
    for row in await session.execute(select(text("1"))):
        print(row)
    values = [row for row in await session.scalars(select(text("1")))]
    total = sum(row for row in await session.scalars(select(text("1"))))
    return values, total, (await session.execute(select(text("1"))))[0]


async def assigned(session: AsyncSession, flag: bool):
    result = await session.execute(select(text("1")))
    print(result)
    result = await session.execute(select(text("1")))
    print(result.scalar_one())
    rows = await session.scalars(select(text("1")))
    for row in rows:
        print(row)
    user = await session.get(dict, 1)
    unused = await session.execute(
        select(text("1")),
    )
    return user["name"]


async def chains(session: AsyncSession):
    a = (await session.execute(select(text("1")))).scalars().first()
    b = await (await session.stream(select(text("1")))).scalars().all()
    c = (await session.stream(select(text("1")))).scalars()
    d = await (await session.connection()).scalar(text("1"))
    e = (await session.execute(select(text("1")))).scalar_one()
    return a, b, c, d, e
