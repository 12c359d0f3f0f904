import typing

from pydantic import BaseModel


class Base(typing.TypedDict):
    x: int


class Row(Base):
    y: int


class M(BaseModel):
    rows: "list[int] | None" = None
    row: dict[str, Row]
