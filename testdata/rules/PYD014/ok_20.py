from typing import Annotated, ClassVar, TypedDict

from pydantic import BaseModel, Field
from pydantic.dataclasses import dataclass

Id = Annotated[int, Field(alias="_id")]


class Row(TypedDict):
    x: Annotated[int, Field(alias="y")] | None


@dataclass
class B:
    x: Annotated[int, Field(alias="y")] | None = None


class A(BaseModel):
    id: Id
    other: Annotated[Id, Field(description="other")]
    row: Row
    cls: ClassVar[Annotated[int, Field(alias="y")] | None] = None
    multi: Annotated[Annotated[int, Field(alias="a")], Field(gt=1)]
    x: Annotated[int, Field(..., gt=1)] | None = None


def f(x: Annotated[int, Field(alias="y")] | None) -> None: ...
