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
    names = len(session.execute(select(User.name, User.id).order_by(User.name)).all())
    page = len(session.scalars(select(User).limit(n)).all())
    return names, page, len(
        session.scalars(
            select(User)
            .where(
                User.name == "a  b",
                User.id > 1,
            )
            .order_by(User.id)
        ).all()
    )
