# one side is for reading, overlaps is said, two foreign keys, a join is written, one of two by another key, itself
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    items: Mapped[list["Item"]] = relationship(viewonly=True)
    notes: Mapped[list["Note"]] = relationship(overlaps="writer")
    mails: Mapped[list["Mail"]] = relationship(foreign_keys="Mail.sender_id")
    pages: Mapped[list["Page"]] = relationship(primaryjoin="and_(User.id == Page.user_id, Page.shown)")
    pets: Mapped[list["Pet"]] = relationship(back_populates="keeper", overlaps="owner")
    boss_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    boss: Mapped["User | None"] = relationship(remote_side=[id])
    staff: Mapped[list["User"]] = relationship(overlaps="boss")


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner: Mapped[User] = relationship()


class Note(Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    writer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    writer: Mapped[User] = relationship()


class Mail(Base):
    __tablename__ = "mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reader_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reader: Mapped[User] = relationship(foreign_keys=[reader_id])


class Page(Base):
    __tablename__ = "pages"

    id: Mapped[int] = mapped_column(primary_key=True)
    shown: Mapped[bool]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped[User] = relationship(overlaps="pages")


class Pet(Base):
    __tablename__ = "pets"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner: Mapped[User] = relationship()
    keeper: Mapped[User] = relationship(back_populates="pets", overlaps="owner,pets")
