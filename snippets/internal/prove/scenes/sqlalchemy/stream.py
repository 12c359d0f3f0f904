import kit
from shopdb import User, async_session, tables

¦


async def go():
    await tables("Ann", "Ben")
    async with async_session() as session:
        return [user.name async for user in stream_users(session)]


kit.same(kit.once(go), ["Ann", "Ben"])
