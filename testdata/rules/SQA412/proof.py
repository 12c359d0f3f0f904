"""Keys that are there, and that are not."""

import kit
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session


async def bad_1(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    async with AsyncSession(engine) as session:
        session.add(m.User(id=5))
        await session.flush()
        session.expunge_all()
        return (await m.Directory(session).find(5)).id, await m.Directory(session).find(6)


async def bad_20(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    async with AsyncSession(engine) as session:
        session.add(m.User(id=5, name="ann"))
        await session.flush()
        session.expunge_all()
        try:
            await m.load(session, 6)
        except Exception as e:
            missing = type(e).__name__
        user, name = await m.load(session, 5)
        return user.id, name, missing


def bad_2(m):
    with Session(m.engine) as session:
        return session.get(m.User, "x")
