from sqlalchemy import Connection, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def rows(session: Session) -> list[tuple[User]]:
    return session.execute(select(User)).all()


def find(session: Session, conn: Connection, other):
    result = session.execute(select(User))
    for row in result.all():
        print(row[0].name, row.name)
    for row in conn.execute(select(User)):
        print(row.name)
    for row in session.execute(select(User).with_only_columns(User.name)):
        print(row.name)
    for row in other.execute(select(User)):
        print(row.name)
    for row in session.execute(select(User)).mappings().all():
        print(row.name)
    for row in session.execute(select(User)).all():
        user = row.User
        print(user.name)
    (user,) = session.execute(select(User)).one()
    [user2] = session.execute(select(User)).first()
    found = session.execute(select(User)).first()
    return found is not None, user, user2
