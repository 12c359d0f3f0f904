from enum import Enum
from typing import Annotated

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

str50 = Annotated[str, mapped_column(String(50))]


class Color(Enum):
    red = 1


class Base(DeclarativeBase):
    pass


class Car(Base):
    __tablename__ = "cars"
    __table_args__ = (UniqueConstraint("name"), {"comment": "cars"})

    id: Mapped[int] = mapped_column(index=True, primary_key=True)
    name: Mapped[str50]
    color: Mapped[Color]

    @hybrid_property
    def upper(self):
        return self.name.upper()
