import pytest
import pytest_asyncio
from shopdb import User, async_session, tables
from sqlalchemy.ext.asyncio import AsyncSession
from collections.abc import AsyncIterator


@pytest_asyncio.fixture
async def db_session() -> AsyncIterator[AsyncSession]:
    await tables()
    async with async_session() as session:
        yield session


¦


@pytest.mark.asyncio
async def test_factory(user_factory):
    assert ((await user_factory()).id, (await user_factory(name="Ben")).name) == (1, "Ben")
