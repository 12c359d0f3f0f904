import kit
from shopdb import User, async_session, tables

¦


async def go():
    await tables("Ann", "Ben")
    return [u and u.name for u in await load_all([1, 2, 9])]


kit.same(kit.once(go), ["Ann", "Ben", None])
