from sqlalchemy import pool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    url="sqlite+aiosqlite:///app.db",
    poolclass=pool.StaticPool,  # one
)
