# columns below, columns made elsewhere, a name that is like two, or like none
from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    pass


def number():
    return Column(Integer)


class Person(Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind"}


class Boss(Person):
    ids: Mapped[int] = mapped_column(nullable=True)


class Made(Base):
    __tablename__ = "made"

    id: Mapped[int] = mapped_column(primary_key=True)
    ids = number()


class Declared(Base):
    __tablename__ = "declared"

    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def ids(cls):
        return Column(Integer)


class Two(Base):
    __tablename__ = "twos"

    id1: Mapped[int] = mapped_column(primary_key=True)
    id2: Mapped[int]


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    a = Column(ForeignKey("people.ids"))
    b = Column(ForeignKey("made.ids"))
    c = Column(ForeignKey("declared.ids"))
    d = Column(ForeignKey("twos.id3"))
    e = Column(ForeignKey("twos.number"))
