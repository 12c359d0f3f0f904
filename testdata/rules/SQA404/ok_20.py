from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    active: Mapped[bool]


def find(name: str | None, fields: list):
    # A switch: Python tests the plain value and gives one condition.
    stmt = select(User).where(name is None or User.name == name)
    found = fields and User.name in fields
    labels = [f for f in fields if not User.active]
    flag = User.active and User.name == "a"
    print(found, labels, flag)
    return stmt.where((lambda: not User.active)())
