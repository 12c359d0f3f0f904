from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.base import Base

if TYPE_CHECKING:
    from app.item import Item


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]  # as shown
    items: Mapped[list["Item"]] = relationship(back_populates="owner", lazy="selectin")

    def shown(self) -> str:
        return self.name
