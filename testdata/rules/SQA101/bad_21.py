from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession


class Retrying(AsyncSession):
    async def commit(self):
        await super().commit()


def plain(session: AsyncSession):
    session.commit()
    return session.execute(select(text("1"))).all()


async def generator(session: AsyncSession, names):
    return any(session.scalar(select(text(name))) == 1 for name in names)


async def overridden(session: Retrying):
    session.commit()
