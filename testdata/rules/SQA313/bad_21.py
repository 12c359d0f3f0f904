from elsewhere import Mixin
from sqlalchemy import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Doc(Mixin, Base):
    __tablename__ = "docs"

    id: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict] = mapped_column(JSON, default={})


class Other(Base):
    __tablename__ = "others"

    START = 1
    id: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[list] = mapped_column(JSON, default=[START])
