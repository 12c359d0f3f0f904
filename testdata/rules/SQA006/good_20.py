from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import StaticPool

URL = "sqlite+aiosqlite://"
shared = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
