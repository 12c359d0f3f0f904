from sqlalchemy import Column, Integer, MetaData, Table, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

meta = MetaData()
table = Table("t", meta, Column("id", Integer, primary_key=True))


async def main(engine: AsyncEngine, conn: AsyncConnection) -> None:
    await conn.run_sync(meta.create_all, checkfirst=False)
    await conn.run_sync(meta.drop_all, tables=[table])
    if engine:
        # on a line of its own
        async with engine.begin() as conn_1:
            await conn_1.run_sync(table.create, checkfirst=True)  # why
    inspect(conn)
    async with engine.begin() as conn_1:
        await conn_1.run_sync(meta.reflect)
    print(meta.reflect(engine))
    await conn.run_sync(table.drop)


def plain(engine: AsyncEngine) -> None:
    meta.create_all(engine)
