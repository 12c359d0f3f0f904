import kit
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, configure_mappers, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("things.id"))
    owner: Mapped["Thing"] = relationship(back_populates="items")


class Thing(Base):
    __tablename__ = "things"

    id: Mapped[int] = mapped_column(primary_key=True)
    ¦


configure_mappers()
kit.same((Thing.items.property.direction.name, Thing.items.property.cascade.delete_orphan), ("ONETOMANY", True))
