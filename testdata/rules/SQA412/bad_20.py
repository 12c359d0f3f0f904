from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def load(session: AsyncSession, user_id: int):
    user = (await session.execute(select(User).where(User.id == user_id))).scalar_one()
    print((await session.scalars(select(User).filter_by(id=user_id))).first())
    return user, (await session.scalar(select(User).where(User.id == user.id))).name
