from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool

engine = create_async_engine("sqlite+aiosqlite:///app.db", poolclass=QueuePool)
