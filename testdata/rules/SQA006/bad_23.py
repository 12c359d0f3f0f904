import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    "sqlite+aiosqlite:///app.db",
    pool_size=5,
    poolclass=sa.QueuePool  # why
)
print(sa)
