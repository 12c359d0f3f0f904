from enum import Enum, IntEnum
from typing import Optional

from pydantic import BaseModel, ConfigDict, Field


class Size(str, Enum):
    S = "s"


class Level(IntEnum):
    LOW = 1


class Base(BaseModel, use_enum_values=True):
    pass


class Shirt(Base):
    size: Optional[Size] = Field(default=Size.S, validate_default=True)
    other: Size | None = Field(Size.S, description="x", validate_default=True)
    level: Level = Field(default=Level.LOW, validate_default=True)
    checked: Size = Field(default=Size.S, validate_default=True)
