import sys
import typing as t
from typing import TypedDict

import typing_extensions
from pydantic import BaseModel, TypeAdapter

if sys.version_info >= (3, 12):
    from typing import TypedDict as TD
else:
    from typing_extensions import TypedDict as TD


class Unused(TypedDict):
    x: int


class Good(typing_extensions.TypedDict):
    x: int


class Versioned(TD):
    x: int


class M(BaseModel):
    a: Good
    b: Versioned
    _c: Unused
    D: t.ClassVar[Unused] = {"x": 1}


adapter = TypeAdapter(list[Good])


def f(x: Unused) -> None: ...
