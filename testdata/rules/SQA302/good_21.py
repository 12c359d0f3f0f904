import typing
from typing import TYPE_CHECKING, List, Optional, Set

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import Mapped, backref, relationship

from app.base import Base
from app.team import Badge

if TYPE_CHECKING:
    from app.team import Team
    from app.zoo import Zoo


class Person(Base):
    __tablename__ = "people"

    id = Column(Integer, primary_key=True)
    badge_id = Column(Integer, ForeignKey(Badge.id), nullable=False)
    teams: Mapped[Set["Team"]] = relationship("Team", collection_class=set)
    listed: Mapped[List["Team"]] = relationship("Team", viewonly=True, uselist=True)
    one: Mapped[Optional["Team"]] = relationship("Team", viewonly=True, uselist=False)
    badge: Mapped[Badge] = relationship(Badge)
    seen: Mapped[Optional[Badge]] = relationship("Badge", viewonly=True)
