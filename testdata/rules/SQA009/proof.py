"""The tables are made."""

import kit
from sqlalchemy import inspect

raises = r"AttributeError: .*_run_ddl_visitor|UnboundExecutionError|TypeError: .*(bind|positional)"


skip = {"good_20": "some of its calls have no fix"}


async def bad_20(m):
    engine = kit.sqlite()
    async with engine.begin() as connection:
        await m.main(engine, connection)
