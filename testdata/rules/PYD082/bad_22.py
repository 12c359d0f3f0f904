from __future__ import annotations

import re

import pydantic as pd


class Tag(pd.ConstrainedStr):
    regex = re.compile("^[a-z]+$")
    strip_whitespace = True


class Tags(pd.ConstrainedFrozenSet):
    item_type = Tag


class Flags(pd.ConstrainedStr):
    regex = re.compile("^[a-z]+$", re.I)


class A(pd.BaseModel):
    tags: Tags
