from app.base import Base
from sqlalchemy.orm import Mapped, mapped_column


class Stamped(Base):
    created: Mapped[int] = mapped_column()


class Note(Stamped):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
