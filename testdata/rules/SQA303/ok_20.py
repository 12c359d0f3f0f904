from typing import Annotated

from sqlalchemy import Integer, Numeric, String, Uuid
from sqlalchemy.dialects.postgresql import UUID as PgUUID
from sqlalchemy.orm import DeclarativeBase, Mapped, declarative_base, mapped_column, registry
from uuid import UUID

from elsewhere import Mixin

Short = Annotated[str, 5]


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True, nullable=False)
    a: Mapped[Short] = mapped_column(String)
    b: Mapped[UUID] = mapped_column(PgUUID)
    c: Mapped[str | None] = mapped_column(nullable=False)
    d: Mapped[UUID] = mapped_column(Uuid(as_uuid=False))
    e: Mapped[float] = mapped_column(Numeric)


class Own(DeclarativeBase):
    registry = registry(type_annotation_map={int: String})


class Other(Own):
    __tablename__ = "others"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)


Called = declarative_base(type_annotation_map={int: String})


class Third(Called):
    __tablename__ = "third"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)


class Fourth(Mixin, Base):
    __tablename__ = "fourth"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
