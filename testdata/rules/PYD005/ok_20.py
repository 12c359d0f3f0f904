from datetime import date, time
from enum import Enum
from typing import Literal

from pydantic import BaseModel


class Status(Enum):
    A = 1


class A(BaseModel):
    class Status(Enum):
        B = 1

    status: Status
    kind: Literal["date"] = "date"
    date: int = 3


class Slot(BaseModel):
    start: time

    def time(self) -> str:
        return ""


class Plain:
    date: date = None


class B(BaseModel):
    def method(self) -> None:
        date: date = None
