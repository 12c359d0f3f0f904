from typing import List, Optional

import pydantic.types
from pydantic import NoneStr, Required, stricturl
from pydantic.errors import PydanticValueError
from pydantic.fields import ModelField
from pydantic.typing import NoneType
from pydantic.types import StrBytes


class NotFound(PydanticValueError):
    msg_template = "not found"


class A(pydantic.BaseModel):
    a: Optional[NoneStr] = None
    b: List[StrBytes]
    c: "dict[str, StrBytes]" = {}
    d: pydantic.types.NoneBytes = None
    e: str = Required


def show(field: ModelField) -> NoneType:
    print(field, stricturl())
