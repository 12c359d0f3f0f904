from __future__ import annotations

import re
from typing import Generic, List, TypeVar

import pydantic as pd

T = TypeVar("T")


class Tag(pd.ConstrainedStr):
    regex = re.compile("^[a-z]+$")
    strip_whitespace = True


class Tags(pd.ConstrainedFrozenSet):
    item_type = Tag


class Flags(pd.ConstrainedStr):
    regex = re.compile("^[a-z]+$", re.I)


class A(pd.BaseModel):
    tags: Tags


class Page(pd.BaseModel, Generic[T]):
    items: List[T]


class TagPage(Page[Tag]):
    next: str = ""
