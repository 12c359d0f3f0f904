from typing import Annotated

from pydantic import BaseModel, Field
from pydantic.types import Strict


class A(BaseModel):
    a: None | Annotated[int, Strict(), Field(gt=1, validation_alias="x", title="A", exclude=True)]
    b: int | Annotated[str, Strict(), Field(frozen=True)] = 1
    c: "int | None" = None
