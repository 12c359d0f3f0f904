from sqlalchemy import ForeignKey, and_, case, select
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    members: Mapped[list["User"]] = relationship(back_populates="team")


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team | None] = relationship(back_populates="members")


Other = aliased(User)
unnamed = None is User.name
one = select(User.id).where(unnamed, (User.id > 1) & (User.name is not None))
two = select(User.id).join(Other, and_(Other.name is None, Other.id == User.id))
three = select(case((User.name is None, "?"), else_="!"))
four = select(User.id).where(User.team is None)
