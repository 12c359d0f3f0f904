from sqlalchemy import Connection, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


def read(session: Session, conn: Connection, statement, n: int):
    row = conn.execute(text("SELECT 1 AS a")).mappings().first()
    print(row["a"], dict(row), "a" in row)
    for unknown in conn.execute(statement):
        print(unknown["a"])
    for user in session.scalars(select(User)):
        print(user["a"], dict(user))
    counted = conn.execute(select(User.id.label("keys"))).one()
    print(counted.keys(), counted[n], counted[0:1])
    twice = conn.execute(text("SELECT 1 AS a")).one()
    twice = dict(twice._mapping)
    return twice["a"]
