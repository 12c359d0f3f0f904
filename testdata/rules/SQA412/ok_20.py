from sqlalchemy import Connection, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    boss_id: Mapped[int]


class Person(Base):
    __tablename__ = "people"
    __mapper_args__ = {"polymorphic_on": "kind"}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


def load(session: Session, conn: Connection, n: int):
    result = session.execute(select(User).where(User.id == n))
    print(result.keys())
    print(conn.execute(select(User).where(User.id == n)).scalar_one())
    print(session.scalar(select(User).where(User.id == User.boss_id)), session.scalar(select(User).where(User.id != n)))
    print(session.scalar(select(Person).where(Person.id == n)), session.scalar(select(User).where(User.id == None)))
    return result.scalar_one_or_none(), session.scalars(select(User).where(User.id == n)).all()
