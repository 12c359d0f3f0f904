from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
async_session = async_sessionmaker(engine, expire_on_commit=False)


class Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def fill(self, numbers: list[int]) -> None:
        async with self.session.begin():
            for n in numbers:
                await self.session.execute(text("INSERT INTO t VALUES (:n)"), {"n": n})
                await self.session.commit()


async def undone() -> None:
    async with async_session.begin() as session:
        try:
            await session.execute(text("SELECT 1"))
        except ValueError:
            await session.rollback()
        await session.execute(text("SELECT 2"))


async def early(stop: bool) -> None:
    async with async_session() as session, session.begin():
        if stop:
            await session.commit()
            return
        await session.execute(text("SELECT 2"))


async def only() -> None:
    async with async_session.begin() as session:
        await session.commit()


def on_connection() -> None:
    from sqlalchemy import create_engine

    with create_engine("sqlite://").begin() as conn:
        conn.execute(text("SELECT 1"))
        conn.commit()
        conn.execute(text("SELECT 1"))
