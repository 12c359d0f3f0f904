from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession


async def rows(session: AsyncSession, conn: AsyncConnection, unknown) -> None:
    for row in await session.execute(select(1)):
        print(row)
    for row in (await session.scalars(select(1))).all():
        print(row)
    async for row in await session.stream_scalars(select(1)):
        print(row)
    async with conn.stream(select(1)) as result:
        print([row async for row in result.mappings()])
    streamed = await session.stream(select(1))
    print(list(await streamed.all()), sorted(await streamed.scalars().all()))
    either = await session.stream(select(1))
    either = await session.execute(select(1))
    for row in either:
        print(row)
    for row in unknown.stream(select(1)):
        print(row)
    async for row in await unknown.execute(select(1)):
        print(row)
    print(repr(streamed))
