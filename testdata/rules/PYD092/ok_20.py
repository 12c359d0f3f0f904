import json
from datetime import datetime
from enum import Enum, StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, field_serializer


class Color(str, Enum):
    RED = "red"


class Size(StrEnum):
    BIG = "big"


class Kind(Enum):
    A = 1


class A(BaseModel):
    color: Color
    size: Size = Size.BIG
    other: Any = None


class B(BaseModel):
    at: datetime

    @field_serializer("at")
    def show(self, at: datetime) -> str:
        return at.isoformat()


class C(BaseModel):
    at: Annotated[datetime, PlainSerializer(lambda v: v.isoformat())]


class D(BaseModel):
    model_config = ConfigDict(use_enum_values=True)

    kind: Kind
    at: datetime = Field(exclude=True)


class E(BaseModel):
    at: datetime
    name: str


class Dumps(BaseModel):
    at: datetime

    def model_dump(self, **kwargs: Any) -> dict[str, Any]:
        return {"at": str(self.at)}


def dump(a: A, b: B, c: C, d: D, e: E, f: Dumps, some: set[str], kw: dict[str, Any]) -> list[str]:
    return [
        json.dumps(a.model_dump()),
        json.dumps(b.model_dump()),
        json.dumps(c.model_dump()),
        json.dumps(d.model_dump()),
        json.dumps(e.model_dump(exclude={"at"})),
        json.dumps(e.model_dump(include={"name"})),
        json.dumps(e.model_dump(include=some)),
        json.dumps(e.model_dump(**kw)),
        json.dumps(f.model_dump()),
    ]
