from dataclasses import dataclass

import sqlmodel
from pydantic import BaseModel, Field

ARGS = (1,)


class M(BaseModel):
    a: int = Field(*ARGS)
    b: int = Field(Ellipsis)
    c = Field(1)
    d: int = Field(1, default=2)

    def method(self) -> None:
        x: int = Field(1)


class S(sqlmodel.SQLModel):
    a: int = sqlmodel.Field(1)


@dataclass
class D:
    a: int = Field(1)
