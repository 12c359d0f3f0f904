import kit
from shopdb import User, UserCreate, async_session, tables

¦


async def go():
    await tables()
    async with async_session() as session:
        repository = UserRepository(session)
        user = await repository.create(UserCreate(name="Ann"))
        return (await repository.get_by_id(user.id)).name, await repository.get_by_id(9), session.in_transaction()


kit.same(kit.once(go), ("Ann", None, True))
