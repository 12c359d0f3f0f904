import asyncio

import pytest
from shopdb import User, engine, tables
from sqlalchemy import func, select

¦

asyncio.run(tables())


@pytest.mark.asyncio
async def test_rolled_back(db_session):
    db_session.add(User(name="Ann"))
    await db_session.commit()
    assert (await db_session.scalars(select(func.count()).select_from(User))).one() == 1


@pytest.mark.asyncio
async def test_nothing_is_left(db_session):
    assert (await db_session.scalars(select(func.count()).select_from(User))).one() == 0
