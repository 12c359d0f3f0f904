import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

options = {"pool_pre_ping": True}


async def connect():
    raise NotImplementedError


a = create_engine(os.environ["DATABASE_URL"])
b = create_engine("postgresql+psycopg://localhost/a", **options)
c = create_async_engine("postgresql+asyncpg://", async_creator=connect)
d = create_engine(f"{os.environ['SCHEME']}://localhost/a")
