import kit
from shopdb import User, async_session, tables
from sqlalchemy import func, select


async def f(instance):
    ¦


async def go():
    await tables()
    await f(User(name="Ann"))
    async with async_session() as session:
        return (await session.scalars(select(User.name))).all()


kit.same(kit.once(go), ["Ann"])
