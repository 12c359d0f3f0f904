from sqlalchemy import Boolean, Column, Integer, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    a = Column(Integer, server_default=5)
    b = Column(Numeric, server_default=-1.5)
    c = Column(Boolean, server_default=0)
    d = Column(JSONB, server_default={})
    e = Column(JSONB, nullable=False, server_default=[])
    f = Column(Boolean, server_onupdate=False)
