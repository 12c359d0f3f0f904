from typing import final

from pydantic import BaseModel


@final
class A(BaseModel):
    x: int
