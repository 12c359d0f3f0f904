from sqlalchemy import QueuePool
from sqlalchemy.ext.asyncio import create_async_engine

URL = "sqlite+aiosqlite://"
shared = create_async_engine("sqlite+aiosqlite://", poolclass=QueuePool)
