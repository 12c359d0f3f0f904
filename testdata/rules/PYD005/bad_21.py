from __future__ import annotations

import datetime as date

from pydantic import BaseModel


class Kind:
    pass


class A(BaseModel):
    a: Kind
    Kind: int = 3
