import time
from datetime import datetime
from uuid import NAMESPACE_DNS, uuid4, uuid5

from sqlalchemy import Column, DateTime, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


def uuid():
    start = time.time()
    return lambda: f"{start}-{uuid4()}"


class time_now:
    def __call__(self):
        return time.time()


class User(Base):
    __tablename__ = "users"
    id = Column(String, primary_key=True, default=uuid())
    a = Column(String, default=str(uuid5(NAMESPACE_DNS, "a")))
    b = Column(DateTime, default=datetime.fromtimestamp(0))
    c = Column(String, default=lambda: str(uuid4()))
    d = Column(DateTime, default=time_now())
    e = Column(DateTime, info={"made": datetime.now()})
