from __future__ import annotations

import re
from typing import FrozenSet, Generic, List, TypeVar

import pydantic as pd
from typing_extensions import Annotated

T = TypeVar("T")


Tag = Annotated[str, pd.StringConstraints(pattern="^[a-z]+$", strip_whitespace=True)]


Tags = FrozenSet[Tag]


class Flags(pd.ConstrainedStr):
    regex = re.compile("^[a-z]+$", re.I)


class A(pd.BaseModel):
    tags: Tags


class Page(pd.BaseModel, Generic[T]):
    items: List[T]


class TagPage(Page[Tag]):
    next: str = ""
