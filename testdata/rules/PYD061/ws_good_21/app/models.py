from app.rows import Adapted, Row
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass


class Long(Row):
    y: int


@dataclass
class Table:
    rows: list[Long]


adapter = TypeAdapter(list[Adapted])
