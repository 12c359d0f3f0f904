from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


def count(session: Session, rows, len2=len):
    users = session.scalars(select(User)).all()
    print(len(users))
    for user in users:
        print(user.id)
    given = session.scalars(select(User)).all()
    print(len(given))
    print(len(session.scalars(select(User).limit(5)).all()), len(rows.scalars(select(User)).all()))
    print(len(session.query(User).limit(5).all()), len2(session.scalars(select(User)).all()))
    return given
