import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column


class Stamped:
    updated_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
