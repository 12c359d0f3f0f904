from app.base import Base
from sqlalchemy.orm import Mapped, mapped_column


class Company(Base):
    """A company."""
    __tablename__ = "companies"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
