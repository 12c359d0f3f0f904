import kit
from shopdb import Base
from sqlalchemy.orm import Mapped, mapped_column


class Thing(Base):
    __tablename__ = "things"

    id: Mapped[int] = mapped_column(primary_key=True)
    ¦


kit.same((Thing.__table__.c.name.nullable, Thing.__table__.c.name.unique), (False, True))
