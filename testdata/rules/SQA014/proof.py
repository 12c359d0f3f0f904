"""What is printed when a statement runs."""

import contextlib
import inspect
import io

from sqlalchemy import literal, select

skip = {"bad_21": "a function that has no fix"}


async def observe(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        engine = m.engine() if inspect.isfunction(m.engine) else m.engine
        if hasattr(engine, "sync_engine"):
            async with engine.connect() as connection:
                await connection.execute(select(literal("secret")))
        else:
            with engine.connect() as connection:
                connection.execute(select(literal("secret")))
    assert "secret" not in out.getvalue()
