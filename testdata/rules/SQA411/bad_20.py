from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession


class Repository:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def read(self, conn: AsyncConnection):
        result = (await self.session.execute(text("SELECT 1"), {"a": 1}, execution_options={"x": 1})).scalars()
        for n in (await conn.execute(select(1))).scalars():
            print(n)
        return result, (await self.session.execute(select(1))).scalar() or 0
