from collections.abc import AsyncIterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship
from sqlalchemy import ForeignKey


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    pets: Mapped[list["Pet"]] = relationship()


class Pet(Base):
    __tablename__ = "pets"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


async def several(db: AsyncSession) -> AsyncIterator[object]:
    async for user in await db.stream_scalars(select(User).options(joinedload(User.pets))):
        yield user
    result = (await db.stream(select(User))).scalars().unique()
    async for user in result:
        yield user
    yield [user async for user in (await db.stream(select(User, Pet.id))).scalars()]
