import datetime

import sqlalchemy as sa
from sqlalchemy import orm


class Base(orm.DeclarativeBase):
    pass


class Staff(Base):
    __tablename__ = "staff"

    id: orm.Mapped[int] = orm.mapped_column("no", sa.Integer(), primary_key=True, nullable=False)
    birthday: orm.Mapped[datetime.date] = orm.mapped_column(
        sa.Date,  # day
        nullable=False,
    )
    left: orm.Mapped[datetime.date | None] = orm.mapped_column(type_=sa.Date, nullable=True)
    boss_id: orm.Mapped[int] = orm.mapped_column(sa.Integer, sa.ForeignKey("staff.no"))
    boss: orm.Mapped["Staff"] = orm.relationship("Staff", remote_side=[id], back_populates="team")
    team: orm.Mapped[list["Staff"]] = orm.relationship("Staff", back_populates="boss")
