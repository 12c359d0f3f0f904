from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, declared_attr, relationship

from .base import Base

KIND = bool(1)
OPTIONS = {"viewonly": True}


class Team:
    """Not a mapped one."""


class Mixin:
    @declared_attr
    def teams(cls):
        return relationship("Badge")


class Person(Mixin, Base):
    __tablename__ = "people"

    id = Column(Integer, primary_key=True)
    first_id = Column(Integer, ForeignKey("badges.id"))
    team = relationship("Team")
    badge = relationship("Badge", uselist=KIND)
    other = relationship("Badge", **OPTIONS)
    nothing = relationship("Nothing")
    far = relationship("Badge", primaryjoin="foreign(Person.first_id) == Badge.id")


class DcBase(MappedAsDataclass, DeclarativeBase):
    pass


class Dc(DcBase):
    __tablename__ = "dc"

    id = Column(Integer, primary_key=True)
    up_id = Column(ForeignKey("dc.id"))
    down = relationship("Dc")
