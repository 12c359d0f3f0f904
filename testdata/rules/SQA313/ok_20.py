from sqlalchemy import JSON, Column
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Plain:
    data = Column(JSON, default={})


def column(name, default={}):
    return Column(name, JSON, default=default)


class Doc(Base):
    __tablename__ = "docs"

    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[str] = mapped_column(default="{}")
    b: Mapped[tuple] = mapped_column(JSON, default=())
    c: Mapped[frozenset] = mapped_column(JSON, default=frozenset())
    d: Mapped[dict] = mapped_column(JSON, info={})
