from sqlalchemy import Connection, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


async def read(session: AsyncSession, conn: Connection):
    result = await session.execute(select(User.id))
    for row in result.fetchall():
        print(row[User.id], row[0], row.id)
    one = conn.execute(text("SELECT 1 AS a")).first()
    print(one.keys(), "a" in one, dict(**one))
    return [dict(r) for r in conn.execute(text("SELECT 1 AS a"))]
