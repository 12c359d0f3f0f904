"""A transaction of the factory."""

from sqlalchemy import text

raises = r"(TypeError|AttributeError): .*(__aenter__|asynchronous context manager)"
skip = {"bad_20": "needs sqlmodel"}


async def observe(m):
    async with m.async_session.begin() as session:
        return (await session.execute(text("SELECT 1"))).scalar()
