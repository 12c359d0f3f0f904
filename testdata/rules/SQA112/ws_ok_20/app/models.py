from sqlalchemy.orm import Mapped, mapped_column

from app.base import Base
from app.mixins import Stamped


class Item(Stamped, Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
