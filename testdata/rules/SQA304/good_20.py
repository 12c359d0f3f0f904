from sqlalchemy import Column, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Kind:
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(3), primary_key=True)
    nick: Mapped[str] = mapped_column(nullable=False)
    name: Mapped[str] = mapped_column(
        String(9),  # nine
        nullable=False,
    )
    old: Mapped[str | None] = Column(String(9))
    kind: Mapped["str | None"] = mapped_column(String(9), nullable=True)
    tags: Mapped[list[str] | None] = mapped_column(String, nullable=True)
