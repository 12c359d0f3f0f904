from sqlalchemy.ext.asyncio import AsyncSession as Base
from sqlalchemy.ext.asyncio import async_sessionmaker as Maker


class Session(Base):
    """The session of the project."""
