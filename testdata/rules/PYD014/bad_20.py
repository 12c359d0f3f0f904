from typing import Annotated, Union

from pydantic import BaseModel, Field

Nick = Annotated[str, Field(alias="n")]
type Named = Annotated[str, Field(alias="n")]


class A(BaseModel):
    n: Named | None = None  # !
    a: list[Annotated[int, Field(alias="x")]]  # !
    b: Nick | None = None  # !
    c: Union[Annotated[int, Field(exclude=True)], Annotated[str, Field(frozen=True)]] = 1  # !
    d: Annotated[Annotated[int, Field(1)] | None, Field(alias="y")] = None  # !
    e: dict[str, Annotated[int, Field(repr=False)] | None]  # !
