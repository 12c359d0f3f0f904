from __future__ import annotations

import re
from typing import FrozenSet

import pydantic as pd
from typing_extensions import Annotated

Tag = Annotated[str, pd.StringConstraints(pattern="^[a-z]+$", strip_whitespace=True)]


Tags = FrozenSet[Tag]


class Flags(pd.ConstrainedStr):
    regex = re.compile("^[a-z]+$", re.I)


class A(pd.BaseModel):
    tags: Tags
