from typing import Annotated

from pydantic import BaseModel, Field
from pydantic.dataclasses import dataclass


class M(BaseModel):
    a: Annotated[int, "note", Field(default=1)]
    b: Annotated[
        str,
        Field(
            default="a"
            "b"
        ),
    ]  # last
    c: Annotated[Annotated[int, Field(2, alias="C")], Field(gt=1)]


@dataclass
class D:
    a: Annotated[int, Field(default=1)]
