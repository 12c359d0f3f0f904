from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def pages(session: Session, page: int):
    stmt = (
        select(User)
        .where(User.name == "a")  # only a
        .order_by(User.id)
        .limit(10)
        .offset(10 * page)
    )
    print(session.query(User).filter(User.id > 1).order_by(User.id).slice(page, page + 10).all())
    return session.execute(stmt).all(), session.scalars(select(User.name, User.id).limit(3).offset(page)).all()
