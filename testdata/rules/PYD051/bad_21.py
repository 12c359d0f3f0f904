from datetime import datetime, timedelta

from pydantic import BaseModel


class M(BaseModel):
    days: int = 3
    until: datetime = datetime.now() + timedelta(days=days)
