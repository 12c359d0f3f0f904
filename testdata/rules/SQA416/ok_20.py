from sqlalchemy import Connection, exists, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


def find(session: Session, conn: Connection, wanted: bool):
    stmt = select(User)
    if wanted:
        stmt = stmt.where(User.id == 1)
    print(session.scalars(stmt).first(), conn.execute(select(User)).first())
    print(session.scalar(select(exists().where(User.id == 1))), session.scalar(select(User.id)))
    print(session.scalars(select(User).execution_options(yield_per=10)).first())
    return session.scalars(select(User).filter_by(id=1)).first()
