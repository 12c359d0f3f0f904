from dataclasses import dataclass
from datetime import date as date_
from typing import Optional

from pydantic import BaseModel


class Plain(BaseModel):
    date: date_


class Event(BaseModel):
    date: Optional[date_] = None
    other: list[date_] = []

    def later(self, than: date_) -> bool:
        return date_.today() > than


@dataclass
class D:
    date: Optional[date_] = None


def today() -> date_:
    return date_.today()
