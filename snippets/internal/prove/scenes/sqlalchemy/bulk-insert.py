import kit
from shopdb import User, async_session, tables
from sqlalchemy import select


async def f(session, names=("Ben", "Cy"), name="Ann", limit=5, offset=0):
    ¦
    return (await session.scalars(select(User.name).order_by(User.id))).all()


async def go():
    await tables("Ann")
    async with async_session() as session:
        return await f(session)


kit.same(kit.once(go), ["Ann", "Ben", "Cy"])
