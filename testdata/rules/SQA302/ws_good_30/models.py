from base import Base
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship


class User(Base):
    items: Mapped[list["Item"]] = relationship("Item", back_populates="owner")


class Item(Base):
    owner_id: Mapped[int] = mapped_column(ForeignKey("app_users.id"))
    owner: Mapped[User] = relationship("User", back_populates="items")
    boxes: Mapped[list["Box"]] = relationship("Box", viewonly=True)


class Box(Base):
    item_id: Mapped[int | None] = mapped_column(ForeignKey("app_items.id"))
    item: Mapped[Item | None] = relationship(Item)

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return "boxes"


class Lid(Base):
    box_id: Mapped[int] = mapped_column(ForeignKey("boxes.id"))
    box: Mapped[Box] = relationship(Box)

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return "-".join(cls.__name__)
