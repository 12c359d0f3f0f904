"""The rows are read."""

import kit
import sqlalchemy
from sqlalchemy.ext.asyncio import AsyncSession

raises = r"TypeError|AttributeError: .*keys"


async def bad_20(m):
    engine = kit.sqlite()
    await kit.create(m.Base, engine)
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        async with AsyncSession(engine) as session:
            session.add(m.User(id=1))
            await session.flush()
            assert await m.read(session, connection) == [{"a": 1}]
