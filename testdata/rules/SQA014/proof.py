"""What is logged when a statement runs."""

import inspect
import logging

from sqlalchemy import literal, select

skip = {"bad_21": "a function that has no fix"}


async def observe(m):
    seen = []
    handler = logging.Handler()
    handler.emit = seen.append
    logging.getLogger("sqlalchemy.engine.Engine").addHandler(handler)
    engine = m.engine() if inspect.isfunction(m.engine) else m.engine
    if hasattr(engine, "sync_engine"):
        async with engine.connect() as connection:
            await connection.execute(select(literal("secret")))
    else:
        with engine.connect() as connection:
            connection.execute(select(literal("secret")))
    assert not any("secret" in record.getMessage() for record in seen)
