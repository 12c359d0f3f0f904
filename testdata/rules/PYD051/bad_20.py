import datetime as dt
import random
import secrets
import time
import uuid
from typing import Annotated

from pydantic import BaseModel, Field, PrivateAttr
from pydantic.dataclasses import dataclass


class Event(BaseModel):
    at: dt.datetime = dt.datetime.now(dt.timezone.utc)
    until: dt.datetime = dt.datetime.now() + dt.timedelta(days=1)
    day: str = Field(dt.date.today().isoformat(), description="day")
    key: str = Field(
        default=str(uuid.uuid4()),
        min_length=1,
    )
    token: Annotated[str, Field(default=secrets.token_hex(16))]
    pick: list[int] = [random.randint(1, 6)]
    _started: float = time.monotonic()
    _id = uuid.uuid4()
    _n: int = PrivateAttr(default=random.getrandbits(8))


@dataclass
class Row:
    _id: uuid.UUID = uuid.uuid4()
