import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

engine: AsyncEngine = AsyncEngine(
    sa.create_engine(
        "sqlite+aiosqlite://",
        future=True,
        echo=False,  # quiet
    )
)


def make():
    return AsyncEngine(sync_engine=sa.create_engine("sqlite+aiosqlite://"))


print(AsyncSession)
