"""The blocks are entered."""

import kit
from sqlalchemy.ext.asyncio import AsyncSession

raises = r"(TypeError|AttributeError): .*(context manager|__a?enter__)"


async def bad_21(m):
    engine = kit.sqlite()
    async with AsyncSession(engine) as session, engine.connect() as connection:
        await m.main(session, connection)
