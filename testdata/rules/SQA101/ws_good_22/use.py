from db import AsyncSession, ReadSession
from sqlalchemy import text


async def save(session: AsyncSession, read: ReadSession) -> int:
    result = await read.execute(text("SELECT 1"))
    await session.commit()
    return result.scalar_one()
