import datetime

import sqlalchemy as sa
from sqlalchemy import orm


class Base(orm.DeclarativeBase):
    pass


class Staff(Base):
    __tablename__ = "staff"

    id: orm.Mapped[int] = orm.mapped_column("no", primary_key=True, nullable=False)
    birthday: orm.Mapped[datetime.date] = orm.mapped_column()
    left: orm.Mapped[datetime.date | None] = orm.mapped_column()
    boss_id: orm.Mapped[int] = orm.mapped_column(sa.Integer, sa.ForeignKey("staff.no"))
    boss: orm.Mapped["Staff"] = orm.relationship(remote_side=[id], back_populates="team")
    team: orm.Mapped[list["Staff"]] = orm.relationship(back_populates="boss")
