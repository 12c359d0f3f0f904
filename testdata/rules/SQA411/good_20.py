from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession


class Repository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def read(self, conn: AsyncConnection):
        result = await self.session.scalars(text("SELECT 1"), {"a": 1}, execution_options={"x": 1})
        for n in await conn.scalars(select(1)):
            print(n)
        return result, await self.session.scalar(select(1)) or 0
