import json
from datetime import datetime

from pydantic import BaseModel


class Event(BaseModel):
    at: datetime


def dump(event: Event) -> str:
    return json.dumps(event.model_dump(exclude_none=True))
