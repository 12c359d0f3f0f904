from datetime import datetime

from sqlalchemy import Column, DateTime, Integer
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def now():
    return datetime.now()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    a = Column(DateTime, server_default=now)
    b = Column(DateTime, server_default=datetime.utcnow)
    c = Column(DateTime, server_default=lambda: datetime.now())
    d = Column(JSONB, server_default={"a": 1})
