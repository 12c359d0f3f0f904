from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


async def load(session: AsyncSession, ids: list[int]) -> object:
    users = (await session.scalars(select(User).where(User.id.in_(ids)))).all()
    return users


def load_sync(session: Session, ids: list[int]) -> object:
    users = session.scalars(select(User).where(User.id.in_(ids))).all()
    some = [session.get(User, i) for i in ids if i]
    return users, some
