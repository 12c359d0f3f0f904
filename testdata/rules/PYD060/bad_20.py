from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Optional

from pydantic import BaseModel, Field, validate_call
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    import decimal
    from datetime import date, time
    from uuid import UUID


class A(BaseModel):
    a: Optional[date] = None
    b: Annotated[list[UUID], Field(min_length=1)]
    c: decimal.Decimal
    d: Literal["time"] = "time"


@dataclass
class D:
    a: dict[str, date]


@validate_call
def f(x: UUID) -> None: ...
