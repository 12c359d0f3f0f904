from typing import Annotated, Final

from pydantic import BaseModel


class A(BaseModel):
    b: Annotated[Final[int], "note"] = 3
