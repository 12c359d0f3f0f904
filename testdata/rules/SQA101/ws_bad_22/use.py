from db import AsyncSession, ReadSession
from sqlalchemy import text


async def save(session: AsyncSession, read: ReadSession) -> int:
    result = read.execute(text("SELECT 1"))
    session.commit()
    return result.scalar_one()
