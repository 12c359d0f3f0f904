import kit
from shopdb import Base, Item
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")

¦


async def go():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine) as session:
        session.add(Item(owner_id=9))
        await session.commit()


kit.fails(IntegrityError, "FOREIGN KEY constraint failed", kit.once, go)
