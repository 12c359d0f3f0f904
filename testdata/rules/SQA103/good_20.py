import asyncio

from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship
from sqlalchemy import ForeignKey, delete, func, select, update


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pets: Mapped[list["Pet"]] = relationship()


class Pet(Base):
    __tablename__ = "pets"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


async def read(session: AsyncSession) -> None:
    session.add(User(id=1, name="ann", pets=[Pet(), Pet()]))
    print((await session.get(User, 1)).name)
    print((await session.scalars(select(User).filter_by(name="ann").limit(1))).first())
    print(await session.scalar(select(func.count()).select_from(User)), await session.scalar(select(func.count()).select_from(select(User).where(User.id > 1).subquery())))
    users = (
        (await session.scalars(
            select(User)
            .options(joinedload(User.pets))
            .where(
                User.name != "bob",  # not him
            )
        ))
        .unique()
        .all()
    )
    user = (
        (await session.scalars(
            select(User)
            .where(User.id == 1)
            .order_by(User.id)  # by age
            .limit(1)
        ))
        .first()
    )
    number = (
        await session.scalar(
            select(func.count()).select_from(
                select(User)
                .where(User.id == 1)
                .subquery()
            )
        )  # all
    )
    await session.execute(update(User).where(User.id == 1).values({"name": "eve"}))
    await session.execute(delete(Pet))
    await session.execute(delete(User).where(User.id == 1))
    print(len(users), user.id, number)


async def main() -> None:
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine, expire_on_commit=False) as session:
        await read(session)


asyncio.run(main())
