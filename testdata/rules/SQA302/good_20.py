from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DynamicMapped, Mapped, backref, mapped_column, relationship

from .base import Base

if TYPE_CHECKING:
    from .team import Badge, Team


class Person(Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"))
    spare_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    teams: Mapped[list["Team"]] = relationship("Team")
    many: DynamicMapped["Team"] = relationship("Team", lazy="dynamic", viewonly=True)
    badge: Mapped["Badge"] = relationship("Badge", foreign_keys="Person.badge_id")
    spare: Mapped["Badge | None"] = relationship("Badge", foreign_keys=[spare_id])
    pupils: Mapped[list["Person"]] = relationship("Person", backref=backref("mentor", remote_side=[id]))
    Team: Mapped[list["Team"]] = relationship("Team", viewonly=True, overlaps="teams")
