"""How many objects are built."""

import kit
from sqlalchemy import event, insert
from sqlalchemy.ext.asyncio import AsyncSession


def bad_1(m):
    assert len(m.built) == 1, len(m.built)


async def bad_2(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    built = []
    event.listen(m.User, "load", lambda target, context: built.append(target.id))
    async with AsyncSession(engine) as session:
        await session.execute(insert(m.User), [{"id": n} for n in range(1, 10)])
        assert (await m.newest(session)).id == 9
    assert len(built) < 9, built
