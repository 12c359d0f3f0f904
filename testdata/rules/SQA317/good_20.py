import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    metadata = sa.MetaData()


class A(Base):
    __tablename__ = "a"
    id = sa.Column(sa.Integer, primary_key=True)
    metadata_: Mapped[dict] = mapped_column("metadata")


class B(Base):
    __tablename__ = "b"
    metadata_ = sa.Column("meta", sa.JSON)


class C(Base):
    __tablename__ = "c"
    metadata_ = relationship("A")


class Other:
    metadata = sa.Column(sa.JSON)


class Mixin:
    metadata_ = sa.Column(
        "metadata",
        sa.JSON,  # free
        nullable=False,
    )


class D(Mixin, Base):
    __tablename__ = "d"
