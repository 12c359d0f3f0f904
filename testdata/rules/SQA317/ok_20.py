from sqlalchemy import Column, JSON, MetaData
from sqlalchemy.orm import DeclarativeBase

from models import Unknown


class Base(DeclarativeBase):
    pass


class A(Base):
    __abstract__ = True
    metadata = MetaData()


class B(Unknown):
    metadata = Column(JSON)
