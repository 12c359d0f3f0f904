import sqlalchemy as sa
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = sa.Column(
        sa.Integer, primary_key=True, unique=True,
        index=True,  # fast
    )
    name = sa.Column(sa.String, index=True)
    posts = relationship("Post")
