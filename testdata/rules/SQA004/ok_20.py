import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine

inner = create_engine("sqlite+aiosqlite://")
engine = AsyncEngine(sync_engine=inner)

postgres = create_engine("postgresql+asyncpg://localhost/app")
print(text("SELECT 1").compile(postgres), text("SELECT 1").compile(dialect=postgres.dialect))

both = create_engine("postgresql+psycopg://localhost/app")


def fails(url: str) -> None:
    with pytest.raises(InvalidRequestError):
        create_engine("sqlite+aiosqlite://").connect()
    create_engine(url)
