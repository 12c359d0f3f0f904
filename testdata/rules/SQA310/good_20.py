from app.base import Base
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

item_teams = Table(
    "item_teams",
    Base.metadata,
    Column("team_id", ForeignKey('teams.id')),
    Column("item_id", ForeignKey("items.id")),
)


class Item(Base):
    __tablename__ = "items"
    __table_args__ = (
        ForeignKeyConstraint(["team_id"], ["teams.id"]),
    )
    user_id = Column(Integer, ForeignKey("staff.id", ondelete="CASCADE"))
    user: Mapped["User"] = relationship()
    team = relationship('Team', viewonly=True)
    team_id: Mapped[int] = mapped_column()
    id: Mapped[int] = mapped_column(primary_key=True)
