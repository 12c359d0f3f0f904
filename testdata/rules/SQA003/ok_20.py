import pytest
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import create_async_engine

scheme = "sqlite"
REWRITTEN = "postgresql://db/app"
REWRITTEN = REWRITTEN.replace("postgresql://", "postgresql+asyncpg://")
SOURCE = "postgresql://db/app"


def test_driver(url):
    with pytest.raises(Exception):
        create_async_engine("sqlite://")
    create_async_engine(url)


a = create_async_engine(f"{scheme}:///a.db")
b = create_async_engine(f"{scheme}+x{'sqlite://'}")
c = create_async_engine(SOURCE.replace("postgresql", "postgresql+asyncpg"))
d = create_async_engine(REWRITTEN)
e = create_async_engine("sqlite" + scheme + "://")
f = create_async_engine(URL.create(f"sqlite{scheme}"))
g = create_async_engine("oracle+oracledb_async://db")
h = create_async_engine(b"sqlite://")
