from sqlalchemy import create_engine
from sqlalchemy.orm import Mapped

from .base import Base

engine = create_engine("sqlite://")


class Table(Base):
    __tablename__ = "tables"
    __table_args__ = {"autoload_with": engine}

    title: Mapped[str]
