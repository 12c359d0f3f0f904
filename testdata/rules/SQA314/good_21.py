from sqlalchemy import Boolean, Column, Integer, Numeric, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    a = Column(Integer, server_default=text("5"))
    b = Column(Numeric, server_default=text("-1.5"))
    c = Column(Boolean, server_default=false())
    d = Column(JSONB, server_default=text("'{}'"))
    e = Column(JSONB, nullable=False, server_default=text("'[]'"))
    f = Column(Boolean, server_onupdate=false())
