from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    registered = None


class Mixin:
    created: Mapped[int | None]


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    limit = None

    def rename(self) -> bool:
        return User.name is None


def find(user: User, wanted: list):
    if User.name is None or User.limit is None:
        print("never")
    unnamed = User.name is None
    print(unnamed)
    return select(User).where(
        unnamed,
        User.limit is None,
        Mixin.created is None,
        user.name is None,
        User.id == (1 if User.name is None else 2),
        *[c for c in wanted if User.name is not None],
        User.id.in_([i for i in wanted if User.name is None]),
    )
