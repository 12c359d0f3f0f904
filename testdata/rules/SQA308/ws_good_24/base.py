import sqlalchemy as sa
from sqlalchemy import orm

Base = orm.declarative_base()


class User(Base):
    __tablename__ = 'users'

    id = sa.Column(sa.Integer, primary_key=True)
    sent = orm.relationship('Mail', foreign_keys="Mail.sender_id", back_populates='sender')
