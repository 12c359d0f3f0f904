from typing import Annotated

from pydantic import BaseModel, Field
from pydantic.types import Strict


class A(BaseModel):
    a: Annotated[None | Annotated[int, Strict(), Field(gt=1, title="A")], Field(validation_alias="x", exclude=True)]
    b: Annotated[int | Annotated[str, Strict()], Field(frozen=True)] = 1
    c: "int | None" = None
