import pytest
from shopdb import Base
from sqlalchemy import text

¦


@pytest.mark.asyncio(loop_scope="session")
async def test_engine(engine):
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM users"))).scalar_one() == 0
