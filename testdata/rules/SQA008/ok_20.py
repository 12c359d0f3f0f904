from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
def plain(dbapi_connection, connection_record):
    async def later():
        pass

    return later


async def handler(conn):
    pass


async def other(conn):
    pass


event.listen(Engine, "commit", lambda conn: handler(conn))
event.listen(Engine, handler, plain)
event.remove(Engine, "commit", other)
