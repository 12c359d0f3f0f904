from dataclasses import dataclass
from datetime import date
from typing import Optional

from pydantic import BaseModel


class Plain(BaseModel):
    date: date


class Event(BaseModel):
    date: Optional[date] = None
    other: list[date] = []

    def later(self, than: date) -> bool:
        return date.today() > than


@dataclass
class D:
    date: Optional[date] = None


def today() -> date:
    return date.today()
