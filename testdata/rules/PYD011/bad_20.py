"""Naming, comments, strings."""

import re
from datetime import date
from typing import Optional, Union

from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic.dataclasses import dataclass


def check_name(v: str) -> str:
    return v


class NotBlankStr(str):
    pass


# The customer.
class Customer(BaseModel):
    first: str = Field(max_length=10)
    last: Optional[str] = Field(default=None)
    born: date
    died: Union[date, None] = None

    # Names have
    # no digits.
    @field_validator("first", "last", mode="before")  # both
    # (not the middle name)
    @classmethod
    def check_name(
        cls,
        v,  # anything
        info: ValidationInfo,
    ):
        """Checks a
    name."""
        pattern = r"""
  \d+
"""
        # digits
        return v if re.search(pattern, v) is None else None  # done

    @field_validator("born", "died", mode="plain", json_schema_input_type=date | str)
    def must_not_be_blank(value):
        return value


@dataclass
class Pair:
    a: str
    b: str

    @field_validator("a", "b")
    @classmethod
    def must_not_be_blank(klass, v, info: ValidationInfo):
        return v or info.field_name
