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
    session.flush()  # now
    (session.rollback())
    conn.exec_driver_sql("select 1")
    scoped.remove()
    scoped.commit()
    model.exec(select(text("1"))).all()
    async with factory.begin() as other:
        other.refresh(session)
    async with engine.connect() as conn2:
        conn2.execution_options(isolation_level="AUTOCOMMIT")
    session.dirty and session.commit()


async def tests(session: AsyncSession | None, flag: bool):
    if session.scalar(select(text("1"))):
        pass
    while not session.scalar(select(text("1"))):
        pass
    if flag and session.scalar(select(text("1"))) == 2:
        pass
    for row in session.execute(select(text("1"))):
        print(row)
    values = [row for row in session.scalars(select(text("1")))]
    total = sum(row for row in session.scalars(select(text("1"))))
    return values, total, session.execute(select(text("1")))[0]


async def assigned(session: AsyncSession, flag: bool):
    result = await session.execute(select(text("1")))
    print(result)
    result = session.execute(select(text("1")))
    print(result.scalar_one())
    rows = session.scalars(select(text("1")))
    for row in rows:
        print(row)
    user = session.get(dict, 1)
    unused = session.execute(
        select(text("1")),
    )
    return user["name"]


async def chains(session: AsyncSession):
    a = await session.execute(select(text("1"))).scalars().first()
    b = await session.stream(select(text("1"))).scalars().all()
    c = await session.stream(select(text("1"))).scalars()
    d = await session.connection().scalar(text("1"))
    e = await (session.execute(select(text("1")))).scalar_one()
    return a, b, c, d, e
