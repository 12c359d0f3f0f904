from __future__ import annotations

import typing as t

from pydantic import BaseModel, ConfigDict

if t.TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from uuid import UUID
else:
    Decimal = float

try:
    from uuid import UUID
except ImportError:
    UUID = str


class A(BaseModel):
    a: Decimal
    b: UUID

    def method(self, x: date) -> date:
        y: date = x
        self.z: date = y
        return y


class B(BaseModel):
    model_config = ConfigDict(defer_build=True)
    a: date


class Plain:
    a: date
