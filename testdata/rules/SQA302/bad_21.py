import typing
from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import backref, relationship

from app.base import Base
from app.team import Badge

if TYPE_CHECKING:
    from app.zoo import Zoo


class Person(Base):
    __tablename__ = "people"

    id = Column(Integer, primary_key=True)
    badge_id = Column(Integer, ForeignKey(Badge.id), nullable=False)
    teams = relationship("Team", collection_class=set)
    listed = relationship("Team", viewonly=True, uselist=True)
    one = relationship("Team", viewonly=True, uselist=False)
    badge = relationship(Badge)
    seen = relationship("Badge", viewonly=True)
