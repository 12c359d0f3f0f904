from app.base import Base
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

item_teams = Table(
    "item_teams",
    Base.metadata,
    Column("team_id", ForeignKey('Team.id')),
    Column("item_id", ForeignKey("items.id")),
)


class Item(Base):
    __tablename__ = "items"
    __table_args__ = (
        ForeignKeyConstraint(["team_id"], ["Team.id"]),
    )
    user_id = Column(Integer, ForeignKey("User.id", ondelete="CASCADE"))
    user: Mapped["staff"] = relationship()
    team = relationship('teams', viewonly=True)
    team_id: Mapped[int] = mapped_column()
    id: Mapped[int] = mapped_column(primary_key=True)
