"""The statement runs with its parameters."""

import kit
import sqlalchemy
from sqlalchemy.ext.asyncio import AsyncSession

raises = r"TypeError: .*(unexpected keyword argument|positional)"
skip = {"good_20": "tuples have no names, and no fix"}


async def bad_20(m):
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        async with AsyncSession(kit.sqlite()) as session:
            await m.run(session, sqlalchemy.orm.Session(connection), connection, {"b": 1})
