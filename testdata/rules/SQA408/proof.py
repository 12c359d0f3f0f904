"""A value that holds SQL."""

import types

import kit
from sqlalchemy.ext.asyncio import AsyncSession

skip = {"bad_20": "tables that are not there"}


def bad_1(m):
    assert m.double(1) == 1
    assert m.double("2 OR 1 = 1") is None


async def bad_2(m):
    async with AsyncSession(kit.sqlite()) as session:
        assert await m.find(session, "x' OR '1' = '1", types.SimpleNamespace(size=5)) == []
