from typing import final

from pydantic import BaseModel
from pydantic.dataclasses import dataclass


@final
@dataclass  # fields
class A(BaseModel):
    x: int
