from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)


async def read(session: AsyncSession, model: type) -> None:
    session.query(User)
    session.query(User).yield_per(10).all()
    session.query(User.id).all()
    session.query(User, User.id).all()
    session.query(model).all()
    session.query(User).join("pets").all()
    print(session.query(User).delete())
    session.query(User).get(*[1])
    q = session.query(User)
    q.all()


def plain(session: AsyncSession) -> None:
    session.query(User).all()
