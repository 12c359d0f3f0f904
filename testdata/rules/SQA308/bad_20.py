from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, backref, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Node(Base):
    __tablename__ = "nodes"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("nodes.id"))
    children: Mapped[list["Node"]] = relationship("Node", backref=backref("parent", remote_side=[id]))

    def depth(self) -> int:
        return 0


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)


class Profile(Base):
    __tablename__ = "profiles"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    boss_id: Mapped[int | None] = mapped_column(ForeignKey("nodes.id"))
    user: Mapped["User"] = relationship(
        backref=backref("profile", uselist=False, cascade="all, delete-orphan"),
    )
    node: Mapped[Node | None] = relationship(backref='profiles')
