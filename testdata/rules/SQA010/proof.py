"""The sessions of two tasks."""

import asyncio

skip = {"good_1": "calls the registry outside of a task", "bad_20": "one of its registries has no fix"}


async def bad_1(m):
    async def session():
        return m.Session()

    a, b = await asyncio.gather(asyncio.create_task(session()), asyncio.create_task(session()))
    assert a is not b
