from sqlalchemy import MetaData, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

meta = MetaData()


def create(conn: AsyncConnection) -> None:
    meta.create_all(conn)


async def main(engine: AsyncEngine, conn: AsyncConnection, unknown) -> None:
    meta.create_all(engine.sync_engine)
    meta.create_all(conn.sync_connection)
    meta.create_all(unknown)
    inspect(engine.sync_engine)
    unknown.create_all(engine)
    unknown.create(engine)
    await conn.run_sync(create)
    await conn.run_sync(meta.create_all)
    await conn.run_sync(unknown())
