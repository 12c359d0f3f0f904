from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


async def load(session: AsyncSession, ids: list[int]) -> object:
    users = [await session.get(User, i) for i in ids]
    return users


def load_sync(session: Session, ids: list[int]) -> object:
    users = [session.get(User, i) for i in ids]
    some = [session.get(User, i) for i in ids if i]
    return users, some
