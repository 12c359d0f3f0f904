from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, relationship

from .base import Base, Person

members = Table("members", Base.metadata, Column("user_id", ForeignKey("users.id")), Column("group_id", ForeignKey("groups.id")))


class User(Person):
    __mapper_args__ = {"polymorphic_identity": "user"}

    groups = relationship("Group", secondary=members, back_populates="users")


class Group(Base):
    __tablename__ = "groups"

    users: Mapped[set[User]] = relationship(secondary=members, back_populates="groups")
