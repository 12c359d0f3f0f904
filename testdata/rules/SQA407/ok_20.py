from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


def newest(order=User.id.desc):
    return select(User).order_by(order(), User.id.label("x"))


print(newest(), sorted([1], key=User.id.desc))
