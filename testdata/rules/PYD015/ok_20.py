from typing import Annotated, TypedDict

from pydantic import BaseModel, Field

type Unused = Annotated[int, Field(alias="x")]
type Inner = Annotated[int, Field(alias="x")]
type Other = Annotated[int, Field(alias="x")]
Plain = Annotated[int, Field(alias="x")]


class Row(TypedDict):
    other: Other


class A(BaseModel):
    inner: list[Inner]
    plain: Plain


def f(x: Other) -> None: ...
