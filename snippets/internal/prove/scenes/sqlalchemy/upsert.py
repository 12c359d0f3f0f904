import kit
from shopdb import User, async_session, tables


async def f(session):
    ¦
    return user.id, user.name


async def go():
    await tables("old")
    async with async_session() as session:
        return await f(session)


kit.same(kit.once(go), (1, "ann"))
