from unittest.mock import create_autospec

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine


def listener(*args):
    pass


def attach(engine: AsyncEngine, session: AsyncSession, conn: AsyncConnection, unknown) -> None:
    event.listen(engine.sync_engine, "connect", listener)
    event.listen(engine.pool, "connect", listener)
    event.listen(session.sync_session, "before_commit", listener)
    event.listen(AsyncSession.sync_session_class, "before_commit", listener)
    event.listen(conn.sync_connection, "commit", listener)
    event.listen(unknown, "connect", listener)
    event.listen(*(engine, "connect", listener))
    event.listen(create_autospec(AsyncEngine), "connect", listener)


either = create_async_engine("sqlite+aiosqlite://")
either = either.sync_engine
event.listen(either, "connect", listener)
