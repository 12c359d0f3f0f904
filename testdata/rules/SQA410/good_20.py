from collections.abc import Sequence

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class UserRead(BaseModel):
    name: str


class Users:
    def __init__(self, session: AsyncSession):
        self.session = session

    async def all(self) -> Sequence[User]:
        result = await self.session.execute(
            select(User)
            .where(User.id > 1)
            .order_by(User.id)  # stable
        )
        return result.scalars().all()

    async def one(self, id: int) -> User | None:
        stmt = select(User).where(User.id == id)
        return (await self.session.execute(stmt)).scalars().one_or_none()

    async def names(self) -> list[str]:
        for user in (await self.session.execute(select(User))).scalars():
            print(user.name)
        first = (await self.session.execute(select(User).limit(1))).scalars().first()
        print(first.name)
        rows = (await self.session.execute(select(User))).scalars().fetchall()
        print([UserRead.model_validate(row) for row in rows])
        return [u.name for u in (await self.session.execute(select(User))).scalars().all()]
