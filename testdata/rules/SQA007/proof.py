"""The listener is registered and called."""

from sqlalchemy import text

raises = r"NotImplementedError: asynchronous events|InvalidRequestError: No such event"
skip = {"good_20": "the listener on an async_sessionmaker has no fix"}


async def bad_1(m):
    async with m.engine.connect() as connection:
        assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar() == 1
