from sqlalchemy import Column, Integer, MetaData, Table, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

meta = MetaData()
table = Table("t", meta, Column("id", Integer, primary_key=True))


async def main(engine: AsyncEngine, conn: AsyncConnection) -> None:
    meta.create_all(conn, checkfirst=False)
    await meta.drop_all(tables=[table], bind=conn)
    if engine:
        # on a line of its own
        await table.create(engine, checkfirst=True)  # why
    inspect(conn)
    await engine.run_sync(meta.reflect)
    print(meta.reflect(engine))
    await conn.run_sync(table.drop())


def plain(engine: AsyncEngine) -> None:
    meta.create_all(engine)
