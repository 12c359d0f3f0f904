from sqlalchemy import and_, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    age: Mapped[int]
    active: Mapped[bool]


Other = aliased(User)
one = select(User.id).where(or_(User.name == "a", User.age == 3))
two = select(User.id).where(~User.active, ~(User.id.in_([1])), ~(User.id == 2))
three = select(User.id).where(
    User.name == "a",  # the name
    User.age == 3,
    Other.active
)
four = select(User.id).where(or_(User.active, and_(User.name == "a", User.age == 3)))
five = select(User.id).where(
    User.name == "a",  # trailing
    User.age == 3
)
condition = and_(User.name.like("a%"), User.active)
six = select(User.id).where(condition)


def seven(session: Session) -> list[User]:
    return session.query(User).filter((User.name == "a") & (or_(User.age == 1, User.age == 2))).all()
