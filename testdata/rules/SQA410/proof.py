"""The objects are read."""

import kit
from sqlalchemy.ext.asyncio import AsyncSession

raises = r"AssertionError|AttributeError: .*name"


async def bad_20(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    async with AsyncSession(engine) as session:
        session.add(m.User(id=2, name="ann"))
        await session.commit()
        users = m.Users(session)
        assert [type(user) for user in [*await users.all(), await users.one(2)]] == [m.User, m.User]
