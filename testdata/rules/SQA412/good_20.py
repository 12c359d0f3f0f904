from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def load(session: AsyncSession, user_id: int):
    user = await session.get_one(User, user_id)
    print(await session.get(User, user_id))
    return user, (await session.get(User, user.id)).name
