from sqlalchemy import Column, Integer
from sqlalchemy.orm import relationship

from base import Base


class Mixin:
    age = Column(Integer)


class User(Mixin, Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    posts = relationship("Post")
    both = Column(Integer), 1
