import kit
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


¦

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine


async def go():
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with async_sessionmaker(engine, expire_on_commit=False)() as session:
        session.add(user := User(name="Ann"))
        await session.commit()
        return user.id, user.name


kit.same(kit.once(go), (1, "Ann"))
