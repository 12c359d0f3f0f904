from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session

maker = async_sessionmaker()


class AppSession(AsyncSession):
    pass


def listener(*args):
    pass


class Database:
    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    def attach(self, session: AsyncSession, conn: AsyncConnection) -> None:
        event.listen(self.engine.sync_engine, "connect", listener)
        event.listen(target=session.sync_session, identifier="before_commit", fn=listener)
        if event.contains(conn.sync_connection, "commit", listener):
            event.remove(
                conn.sync_connection,  # the connection
                "commit",
                listener,
            )


event.listen(Session, "before_commit", listener)
event.listen(Session, "before_commit", listener)
event.listen(maker, "before_commit", listener)
event.listen(Session, "before_commit", listener)
