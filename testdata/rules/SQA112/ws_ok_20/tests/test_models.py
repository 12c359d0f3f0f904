from app import models
from sqlalchemy.ext.asyncio import AsyncSession


async def test_item(session: AsyncSession, item: models.Item):
    assert item.updated_at
