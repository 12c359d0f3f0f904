from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Person


class Order(Base):
    __tablename__ = "orders"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    user: Mapped[Person] = relationship(back_populates="orders")
    lines = relationship("Line", back_populates="order", order_by="Line.id")


class Line(Base):
    __tablename__ = "lines"

    order_id = Column(Integer, ForeignKey("orders.id"))
    order = relationship(Order, back_populates="lines")
