from sqlalchemy import or_, select
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
one = select(User.id).where(User.name == "a" or User.age == 3)
two = select(User.id).where(not User.active, not User.id.in_([1]), not (User.id == 2))
three = select(User.id).where(
    User.name == "a"  # the name
    and User.age == 3
    and Other.active
)
four = select(User.id).where(or_(User.active, User.name == "a" and User.age == 3))
five = select(User.id).where(
    User.name == "a" and  # trailing
    User.age == 3
)
condition = User.name.like("a%") and User.active
six = select(User.id).where(condition)


def seven(session: Session) -> list[User]:
    return session.query(User).filter((User.name == "a") & (User.age == 1 or User.age == 2)).all()
