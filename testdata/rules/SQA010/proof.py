"""The sessions of two tasks."""

import asyncio

raises = r"AssertionError"


async def distinct(registry):
    async def session():
        return registry()

    a, b = await asyncio.gather(asyncio.create_task(session()), asyncio.create_task(session()))
    assert a is not b


async def bad_1(m):
    await distinct(m.Session)


skip = {"bad_20": "one of its registries has no fix"}
