import kit
from shopdb import User, async_session, tables
from sqlalchemy import select


async def f(session, names=("Ben", "Cy"), name="Ann", limit=5, offset=0):
    ¦
    return user.name


async def go():
    await tables("Ann")
    async with async_session() as session:
        return await f(session)


kit.same(kit.once(go), "Ann")
