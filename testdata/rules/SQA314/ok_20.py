from sqlalchemy import Boolean, Column, Computed, FetchedValue, Integer, String, Text, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DEFAULT = text("0")
now = func.now()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    a = Column(Integer, server_default=DEFAULT)
    b = Column(String(20), server_default="CURRENT_TIMESTAMP")
    c: Mapped[str | None] = mapped_column(server_default="NULL")
    d: Mapped[str] = mapped_column(Text(), server_default="TRUE")
    e = Column(Boolean, server_default="true")
    f = Column(Integer, server_default=FetchedValue())
    g = Column(Integer, Computed("a + 1"))
    h = Column(String, server_default="a (b) c")
    i = Column(String, server_default=now)
    j = Column(String, default="now()")
