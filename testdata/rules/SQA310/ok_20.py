from app.base import Base
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

other = Table("other", MetaData(), Column("id", Integer, ForeignKey("User.id")))


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    a = Column(ForeignKey("staff.id"))
    b = Column(ForeignKey("audit.logs.id"))
    c = Column(ForeignKey("Computed.id"))
    d = Column(ForeignKey("Plan.id"))
    e = Column(ForeignKey("nowhere.id"))
    f = Column(ForeignKey("Log.id"))
    user = relationship("User")
    gone = relationship("nowhere")
