"""A session of the factory, and a transaction."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

skip = {"bad_20": "needs sqlmodel"}


async def observe(m):
    async with m.async_session.begin() as session:
        return isinstance(session, AsyncSession), session.sync_session.expire_on_commit, (await session.execute(text("SELECT 1"))).scalar()
