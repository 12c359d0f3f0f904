from sqlalchemy import JSON, Column
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class A(Base):
    __tablename__ = "a"
    metadata = Column(JSON)
    metadata_ = Column("other", JSON)
