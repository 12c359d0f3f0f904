from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool, SingletonThreadPool

a = create_async_engine("sqlite+aiosqlite:///:memory:", poolclass=QueuePool, pool_size=5)
b = create_async_engine("sqlite+aiosqlite:///app.db", poolclass=SingletonThreadPool, max_overflow=5)
