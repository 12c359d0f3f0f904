from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def count(session: Session, n: int):
    print(func.now())
    users = session.scalars(select(User)).all()
    if users:
        print(len(users))
    print(len(session.query(User).filter(User.id > 1).all()))
    names = session.execute(select(func.count()).select_from(User)).scalar_one()
    page = session.execute(select(func.count()).select_from(select(User).limit(n).subquery())).scalar_one()
    return names, page, session.execute(select(func.count()).select_from(User).where(User.name == "a  b", User.id > 1)).scalar_one()
