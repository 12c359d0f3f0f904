from sqlalchemy import Column, Integer

from models import Base


class Columns:
    first = Column(Integer),


class Other(Base):
    first = Column(Integer),


def make():
    column = Column(Integer),
    return column
