import typing

from pydantic import BaseModel, conint
from typing_extensions import Annotated


class A(BaseModel):
    a: Annotated[conint(gt=0), "first"]
    b: typing.Optional[conint(gt=0)] = None
