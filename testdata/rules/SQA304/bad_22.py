from typing import Optional, Union

from sqlalchemy import Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Unknown = str | None


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped["int"] = mapped_column(primary_key=True)
    a: Mapped["str | None"] = mapped_column(String, nullable=False)
    b: Mapped['Optional[int]'] = mapped_column(Integer, nullable=False)
    c: Mapped[Optional["str"]] = mapped_column(String, nullable=False)
    d: Mapped["Union[None, str]"] = mapped_column(String, nullable=False)
    e: Mapped['list[int]'] = mapped_column(String, nullable=True)
    f: Mapped["str | None"] = mapped_column(String, nullable=True)
    g: Mapped["str"] = mapped_column(String, nullable=False)
    h: Mapped["Unknown"] = mapped_column(String, nullable=True)
    i: Mapped["str | None"] = mapped_column(String, nullable=False, default="")
