import kit
from shopdb import User, UserCreate, async_session, tables
from sqlalchemy.ext.asyncio import AsyncSession

class UserRepository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get_by_id(self, user_id: int) -> User | None:
        return await self.session.get(User, user_id)

    async def create(self, data: UserCreate) -> User:
        user = User(**data.model_dump())
        self.session.add(user)
        await self.session.flush()
        return user


async def go():
    await tables()
    async with async_session() as session:
        repository = UserRepository(session)
        user = await repository.create(UserCreate(name="Ann"))
        return (await repository.get_by_id(user.id)).name, await repository.get_by_id(9), session.in_transaction()


kit.same(kit.once(go), ("Ann", None, True))
