"""The engine and a query."""

from sqlalchemy import text


async def observe(m):
    out = []
    for engine in [m.engine, *([m.make()] if hasattr(m, "make") else [])]:
        async with engine.connect() as connection:
            out.append((type(engine), engine.url, type(engine.pool), engine.echo, (await connection.execute(text("SELECT 1"))).scalar()))
    return out
