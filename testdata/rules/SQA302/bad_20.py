from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from .base import Base


class Person(Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"))
    spare_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    teams = relationship("Team")
    many = relationship("Team", lazy="dynamic", viewonly=True)
    badge = relationship("Badge", foreign_keys="Person.badge_id")
    spare = relationship("Badge", foreign_keys=[spare_id])
    pupils = relationship("Person", backref=backref("mentor", remote_side=[id]))
    Team = relationship("Team", viewonly=True, overlaps="teams")
