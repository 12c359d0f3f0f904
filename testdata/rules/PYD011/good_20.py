"""Naming, comments, strings."""

import re
from datetime import date
from typing import Annotated, Optional, Union

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, PlainValidator, ValidationInfo
from pydantic.dataclasses import dataclass


def check_name(v: str) -> str:
    return v


class NotBlankStr(str):
    pass


# Names have
# no digits.
# (not the middle name)
def customer_check_name(
    v,  # anything
):
    """Checks a
    name."""
    pattern = r"""
  \d+
"""
    # digits
    return v if re.search(pattern, v) is None else None  # done


NameStr = Annotated[str, BeforeValidator(customer_check_name)]
NameOptionalStr = Annotated[Optional[str], BeforeValidator(customer_check_name)]


def customer_must_not_be_blank(value):
    return value


NotBlankDate = Annotated[date, PlainValidator(customer_must_not_be_blank, json_schema_input_type=date | str)]
NotBlankValue = Annotated[Union[date, None], PlainValidator(customer_must_not_be_blank, json_schema_input_type=date | str)]


# The customer.
class Customer(BaseModel):
    first: NameStr = Field(max_length=10)
    last: NameOptionalStr = Field(default=None)
    born: NotBlankDate
    died: NotBlankValue = None


def must_not_be_blank(v, info: ValidationInfo):
    return v or info.field_name


PairNotBlankStr = Annotated[str, AfterValidator(must_not_be_blank)]


@dataclass
class Pair:
    a: PairNotBlankStr
    b: PairNotBlankStr
