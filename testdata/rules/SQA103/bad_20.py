import asyncio

from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship
from sqlalchemy import ForeignKey


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
    print(session.query(User).get(1).name)
    print(await session.query(User).filter_by(name="ann").first())
    print(session.query(User).count(), session.query(User).where(User.id > 1).count())
    users = (
        await session.query(User)
        .options(joinedload(User.pets))
        .filter(
            User.name != "bob",  # not him
        )
        .all()
    )
    user = (
        session.query(User)
        .filter(User.id == 1)
        .order_by(User.id)  # by age
        .first()
    )
    number = (
        session.query(User)
        .filter(User.id == 1)
        .count()  # all
    )
    session.query(User).filter(User.id == 1).update({"name": "eve"})
    session.query(Pet).delete()
    session.query(User).filter(User.id == 1).delete()
    print(len(users), user.id, number)


async def main() -> None:
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    async with AsyncSession(engine, expire_on_commit=False) as session:
        await read(session)


asyncio.run(main())
