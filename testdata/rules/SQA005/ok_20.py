from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine

engine = AsyncEngine(create_engine("postgresql+asyncpg://", server_side_cursors=True))
other = AsyncEngine(create_engine("postgresql+asyncpg://", module=object()))
