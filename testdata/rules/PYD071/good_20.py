from typing import List, Optional

import pydantic.types
from pydantic import Required, stricturl
from pydantic.errors import PydanticValueError
from pydantic.fields import ModelField
from pydantic.typing import NoneType


class NotFound(PydanticValueError):
    msg_template = "not found"


class A(pydantic.BaseModel):
    a: Optional[str | None] = None
    b: List[str | bytes]
    c: "dict[str, str | bytes]" = {}
    d: bytes | None = None
    e: str = Required


def show(field: ModelField) -> NoneType:
    print(field, stricturl())
