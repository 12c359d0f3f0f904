from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()
NAME = "seen"


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    sent = Column(Integer)


class Mail(Base):
    __tablename__ = "mails"

    id = Column(Integer, primary_key=True)
    sender_id = Column(ForeignKey("users.id"))
    a = relationship("User", backref="got", viewonly=True)
    b = relationship("User", backref=NAME, overlaps="a")
    c = relationship("User", backref="sent", overlaps="a,b")
