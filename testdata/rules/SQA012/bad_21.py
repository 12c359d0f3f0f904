from collections.abc import AsyncIterator, Iterator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
async_session = async_sessionmaker(engine, expire_on_commit=False)


def plain() -> Iterator[AsyncSession]:
    session = async_session()
    yield session


async def deeper() -> AsyncIterator[AsyncSession]:
    try:
        session = async_session()
        yield session
    except ValueError:
        await session.rollback()
