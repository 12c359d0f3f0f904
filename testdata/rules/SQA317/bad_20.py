import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, relationship


class Base(DeclarativeBase):
    metadata = sa.MetaData()


class A(Base):
    __tablename__ = "a"
    id = sa.Column(sa.Integer, primary_key=True)
    metadata: Mapped[dict]


class B(Base):
    __tablename__ = "b"
    metadata = sa.Column("meta", sa.JSON)


class C(Base):
    __tablename__ = "c"
    metadata = relationship("A")


class Other:
    metadata = sa.Column(sa.JSON)


class Mixin:
    metadata = sa.Column(
        sa.JSON,  # free
        nullable=False,
    )


class D(Mixin, Base):
    __tablename__ = "d"
