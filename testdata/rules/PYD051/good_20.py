import datetime as dt
import random
import secrets
import time
import uuid
from typing import Annotated

from pydantic import BaseModel, Field, PrivateAttr
from pydantic.dataclasses import dataclass


class Event(BaseModel):
    at: dt.datetime = Field(default_factory=lambda: dt.datetime.now(dt.timezone.utc))
    until: dt.datetime = Field(default_factory=lambda: dt.datetime.now() + dt.timedelta(days=1))
    day: str = Field(default_factory=lambda: dt.date.today().isoformat(), description="day")
    key: str = Field(
        default_factory=lambda: str(uuid.uuid4()),
        min_length=1,
    )
    token: Annotated[str, Field(default_factory=lambda: secrets.token_hex(16))]
    pick: list[int] = Field(default_factory=lambda: [random.randint(1, 6)])
    _started: float = PrivateAttr(default_factory=time.monotonic)
    _id = PrivateAttr(default_factory=uuid.uuid4)
    _n: int = PrivateAttr(default_factory=lambda: random.getrandbits(8))


@dataclass
class Row:
    _id: uuid.UUID = Field(default_factory=uuid.uuid4)
