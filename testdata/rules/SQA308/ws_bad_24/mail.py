from base import Base, User
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import relationship


class Mail(Base):
    __tablename__ = "mails"

    id = Column(Integer, primary_key=True)
    sender_id = Column(ForeignKey("users.id"))
    reader_id = Column(ForeignKey("users.id"))
    sender = relationship(User, backref="sent", foreign_keys="Mail.sender_id")
    reader = relationship(User, backref="received", foreign_keys=[reader_id])
