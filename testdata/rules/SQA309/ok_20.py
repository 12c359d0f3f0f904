from app.base import Base
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    notes: Mapped[list["Note"]] = relationship("Note", back_populates="user")
    papers: Mapped[list["Paper"]] = relationship("Paper", back_populates="writer")
    missing: Mapped[list["Nowhere"]] = relationship("Nowhere", back_populates="user")
    boss_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    boss: Mapped["User"] = relationship(back_populates="staff", remote_side=[id])
    staff: Mapped[list["User"]] = relationship(back_populates="boss")


class Person(Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    pets: Mapped[list["Pet"]] = relationship(back_populates="person")


class Child(Person):
    toys: Mapped[list["Pet"]] = relationship(back_populates="child", viewonly=True)


class Pet(Base):
    __tablename__ = "pets"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    person: Mapped[Person] = relationship(back_populates="pets")
    child: Mapped[Child] = relationship(viewonly=True)
