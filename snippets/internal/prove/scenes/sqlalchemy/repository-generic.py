import kit
from shopdb import Base, User, async_session, tables

¦


class Users(Repository[User]):
    model = User


async def go():
    await tables("Ann")
    async with async_session() as session:
        users = Users(session)
        ben = await users.add(User(name="Ben"))
        names = [u.name for u in await users.page()]
        await users.delete(ben)
        return names, await users.get(ben.id)


kit.same(kit.once(go), (["Ann", "Ben"], None))
