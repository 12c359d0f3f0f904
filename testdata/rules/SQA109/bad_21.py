from collections.abc import AsyncIterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


async def several(db: AsyncSession) -> AsyncIterator[User]:
    stmt = (
        select(User)
        .where(User.id > 1)
        .order_by(User.id)  # oldest first
    )
    async for user in await db.stream_scalars(stmt):
        yield user
