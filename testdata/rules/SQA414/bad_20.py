from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def load(session: AsyncSession, names: list[str]):
    found = {name: await session.scalar(select(User).where(User.name == name)) for name in names}
    for i, name in enumerate(names):
        stmt = select(User.id).where(User.name == name)
        print(i, (await session.execute(stmt)).all())
    return found


def load_sync(session: Session, rows):
    for row in rows:
        print(session.query(User).filter(User.name == row.name).first())
        print(session.query(User).get(row.id))
