from kit import Maker, Session
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
factory = Maker(engine, expire_on_commit=False)
called = Maker(engine, expire_on_commit=False)
once = Session(engine, expire_on_commit=False)


async def main():
    async with factory.begin() as session:
        pass
    async with called(expire_on_commit=False) as other:
        await other.commit()
    await once.commit()
