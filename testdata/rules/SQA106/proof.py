"""The error of a session that two tasks use."""
raises = r"IllegalStateChangeError|InvalidRequestError: This session is provisioning a new connection"


async def bad_20(m):
    async with m.AsyncSession(m.engine) as session:
        await m.named(session)


async def bad_21(m):
    from sqlalchemy.ext.asyncio import create_async_engine

    async with m.AsyncSession(create_async_engine("sqlite+aiosqlite:///app.db")) as session:
        await m.main(session)


async def bad_22(m):
    from app.repo import Repository, Users
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

    async with AsyncSession(create_async_engine("sqlite+aiosqlite:///app.db")) as session:
        await m.shared(Repository(session, None), Users(session, None))
