import kit
from sqlalchemy.orm import DeclarativeBase, Mapped, configure_mappers, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    items: Mapped[list["Thing"]] = relationship(back_populates="owner")


class Thing(Base):
    __tablename__ = "things"

    id: Mapped[int] = mapped_column(primary_key=True)
    ¦


configure_mappers()
kit.same((Thing.owner.property.direction.name, next(iter(Thing.__table__.c.owner_id.foreign_keys)).ondelete), ("MANYTOONE", "CASCADE"))
