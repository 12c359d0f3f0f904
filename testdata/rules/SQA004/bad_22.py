import asyncio

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncConnection

engine = create_engine("sqlite+aiosqlite://")


async def main() -> None:
    async with engine.connect() as conn:
        assert isinstance(conn, AsyncConnection)
        print(await conn.scalar(text("SELECT 1")))


asyncio.run(main())
