import sys

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def main(session: AsyncSession) -> None:
    # both
    await session.execute(
        text("SELECT 1"),
    )
    await session.execute(text("SELECT 2"))
    print(sys.argv)
