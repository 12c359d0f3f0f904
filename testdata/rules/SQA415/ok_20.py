from paging import paginate
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


class Pager:
    def limit(self, n: int) -> "Pager":
        return self

    def offset(self, n: int) -> "Pager":
        return self

    def all(self) -> list:
        return []


def pages(session: Session, n: int, by_name: bool):
    given = select(User).limit(10).offset(n)
    part = select(User.id).limit(10).offset(n).subquery()
    first = session.scalars(select(User).limit(10).offset(0)).all()
    ordered = session.query(User).order_by(User.id).limit(10).offset(n).all()
    open_query = session.query(User).limit(10).offset(n)
    print(session.scalars(select(User).order_by(User.id).limit(10).offset(n)).all(), Pager().limit(1).offset(n).all())
    return paginate(given), session.execute(select(part)).all(), first, ordered, open_query, session.scalars(select(User).limit(n)).all()
