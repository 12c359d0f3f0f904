from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool


def make(pool):
    return create_async_engine("sqlite+aiosqlite:///app.db", poolclass=pool)


engine = create_engine("sqlite:///app.db", poolclass=QueuePool)
