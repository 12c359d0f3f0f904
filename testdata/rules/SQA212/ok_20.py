from sqlalchemy import column, select
from sqlalchemy.engine import URL
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


def read(frame, row, url: URL):
    inner = select(User.id).subquery()
    grid = frame.isnot(None).notin_([1]).as_scalar().with_labels()
    return inner.c.id, select(User.id).cte().c.id, grid, row.t, row.tuple(), url.set(), frame.froms, column("a").is_(None)
