import asyncio

from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
async def setup(dbapi_connection, connection_record):
    await asyncio.sleep(0)


@event.listens_for(Engine, "commit")
async def awaited(conn):
    print("commit")


@event.listens_for(Engine, "begin")
@event.listens_for(Engine, "rollback")
def twice(conn):
    print("begin or rollback")


def by_keyword(conn):
    print([x for x in range(3)])


event.listen(Engine, "commit", fn=by_keyword)
event.remove(Engine, "commit", by_keyword)


async def main():
    await awaited(None)
