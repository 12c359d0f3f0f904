import asyncio
from unittest.mock import AsyncMock, MagicMock

from elsewhere import Unknown
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_scoped_session, async_sessionmaker


class Blocking(AsyncSession):
    def commit(self):
        pass

    def execute(self, statement):
        return []


class Mixed(Unknown, AsyncSession):
    pass


class Holder:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def kept(self):
        self.task = self.session.commit()
        pending = [self.session.flush(), self.session.rollback()]
        await asyncio.gather(*pending, self.session.close())
        return self.session.execute(select(text("1")))


async def overridden(session: Blocking, mixed: Mixed):
    session.commit()
    session.execute(1)[0]
    mixed.commit()


async def mocked():
    session = AsyncMock()
    session.commit()
    spec: AsyncSession = MagicMock(spec=AsyncSession)
    spec.execute(1).scalars()


async def names(session: AsyncSession, flag: bool):
    first = session.execute(select(text("1")))
    later = first
    second = session.execute(select(text("1")))
    if flag:
        await second
    third = session.scalar(select(text("1")))
    third.close()
    fourth = session.scalar(select(text("1")))

    async def inner():
        return fourth.real

    fifth = session.scalars(select(text("1"))) if flag else None
    coroutine = session.execute(select(text("1"))).__await__()
    work = lambda: session.commit()
    await work()
    return later, inner, fifth, coroutine


async def unknown(session, other: Unknown):
    session.commit()
    other.execute(1).scalars()
    scoped = async_scoped_session(async_sessionmaker(), scopefunc=id)
    scoped.add(1)
    yield session.add(1)
    return


async def passed(session: AsyncSession, flag: bool):
    yield session.commit()
    await (session.commit() if flag else session.rollback())
    await asyncio.create_task(flag and session.commit())
