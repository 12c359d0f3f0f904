from sqlalchemy.ext.asyncio import async_sessionmaker

from app import models

Maker = async_sessionmaker(expire_on_commit=False)


async def rename(item: models.Item, name: str):
    async with Maker() as session:
        session.add(item)
        item.name = name
        await session.commit()
    return item.updated_at
