from pydantic import BaseModel
from typing_extensions import TypedDict


class Base(TypedDict):
    x: int


class Row(Base):
    y: int


class M(BaseModel):
    rows: "list[int] | None" = None
    row: dict[str, Row]
