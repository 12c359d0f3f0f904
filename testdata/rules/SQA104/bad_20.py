from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession


class Store:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def rows(self) -> None:
        async for row in self.session.stream(select(1)):
            print(row)
        for row in self.session.stream_scalars(select(1)):
            print(row)
        async for row in await self.session.execute(select(1)):
            print(row)
        async for row in (await self.session.scalars(select(1))).unique():
            print(row)
        print([row async for row in (await self.session.execute(select(1))).mappings()])

    async def at_once(self, conn: AsyncConnection) -> None:
        result = await conn.stream(select(1))
        print([row for row in result.mappings()])
        print(list(await self.session.stream(select(1))))
        print(sorted(result.scalars(), key=str))
        print(sum(n for n in result.scalars()))
        async with self.session.stream(select(1)) as entered:
            print(entered)
        for part in result.partitions(10):
            print(part)
