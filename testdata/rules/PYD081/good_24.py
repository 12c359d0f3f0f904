import typing

from pydantic import BaseModel, Field
from typing_extensions import Annotated


class A(BaseModel):
    a: Annotated[Annotated[int, Field(gt=0)], "first"]
    b: typing.Optional[Annotated[int, Field(gt=0)]] = None
