import kit
import shopdb
from shopdb import Base
from sqlalchemy.orm import Mapped, mapped_column


class Group(Base):
    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(primary_key=True)


¦

kit.once(shopdb.tables)
kit.same([c.name for c in user_groups.primary_key], ["user_id", "group_id"])
