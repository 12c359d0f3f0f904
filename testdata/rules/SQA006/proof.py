"""The engine is made, and answers a query."""

from sqlalchemy import text

raises = r"ArgumentError: Pool class \w+ cannot be used with asyncio engine"


async def observe(m):
    for name in ("engine", "shared"):
        if hasattr(m, name):
            async with getattr(m, name).connect() as connection:
                assert (await connection.execute(text("SELECT 1"))).scalar() == 1
