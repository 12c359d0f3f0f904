from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declarative_mixin, mapped_column, noload, relationship


class Base(DeclarativeBase):
    pass


def mark(cls):
    return cls


@mark
@declarative_mixin  # old
class Stamped:
    created: Mapped[int]


class User(Stamped, Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    items: Mapped[list["Item"]] = relationship(
        lazy="noload",  # never read
    )


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


def write(session: Session, user: User):
    session.flush([user])
    return session.query(User).options(noload(User.items)).all()
