from typing import Annotated

from pydantic import BaseModel


class M(BaseModel):
    a: Annotated[int, "note"] = 1
    b: str = "a" "b"
    c: Annotated[int, "note"]
