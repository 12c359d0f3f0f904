import kit
from sqlalchemy.orm import Mapped, mapped_column

¦


class Thing(Base):
    __tablename__ = "things"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)


kit.same(([i.name for i in Thing.__table__.indexes], Thing.__table__.primary_key.name), (["ix_things_name"], "pk_things"))
