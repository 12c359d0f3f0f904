from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

engine: AsyncEngine = create_async_engine(
    "sqlite+aiosqlite://",
    echo=False,  # quiet
)


def make():
    return create_async_engine("sqlite+aiosqlite://")


print(AsyncSession)
