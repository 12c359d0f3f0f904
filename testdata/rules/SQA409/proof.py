"""The objects are read."""

import kit
from sqlalchemy.ext.asyncio import AsyncSession

raises = r"InvalidRequestError: The unique\(\) method must be invoked"


async def bad_20(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    async with AsyncSession(engine) as session:
        session.add(m.User(id=1, items=[m.Item(), m.Item()]))
        await session.commit()
        assert len(await m.load(session)) == 2
