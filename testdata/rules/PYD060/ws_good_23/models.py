from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel as Base

if TYPE_CHECKING:
    from decimal import Decimal


class Item(Base):
    price: Decimal
