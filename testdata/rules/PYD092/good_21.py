from datetime import datetime

from pydantic import BaseModel


class Event(BaseModel):
    at: datetime


def dump(event: Event) -> str:
    return event.model_dump_json(exclude_none=True)
