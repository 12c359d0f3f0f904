"""The statements run."""

import kit
from sqlalchemy.ext.asyncio import AsyncSession

raises = r"TypeError: .*await"


async def bad_20(m):
    async with AsyncSession(kit.sqlite()) as session:
        await m.Store(session).save()
