"""Which connection a pool hands out after the database has closed the first one."""

import unittest.mock

from sqlalchemy.util import greenlet_spawn

skip = {"bad_2": "the driver is not in the roots; bad_20 shows the same"}


async def observe(m):
    for engine in [m.engine, m.other("localhost")] if hasattr(m, "other") else [m.engine]:
        engine = getattr(engine, "sync_engine", engine)
        made = []

        def connect(*_, **__):
            made.append(unittest.mock.MagicMock())
            return made[-1]

        def ping(connection):
            raise engine.dialect.dbapi.Error("closed")

        with (
            unittest.mock.patch.object(engine.pool, "_creator", connect),
            unittest.mock.patch.object(engine.pool, "_invoke_creator", connect),
            unittest.mock.patch.object(engine.dialect, "initialize"),
            unittest.mock.patch.object(engine.dialect, "do_ping", ping),
            unittest.mock.patch.object(engine.dialect, "is_disconnect", return_value=True),
        ):
            (await greenlet_spawn(engine.pool.connect)).close()
            again = await greenlet_spawn(engine.pool.connect)
            assert again.dbapi_connection is not made[0], "a dead connection"
