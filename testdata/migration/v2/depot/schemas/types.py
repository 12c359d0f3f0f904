"""Types that more than one schema needs."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from ..errors import NotABarcode

Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Quantity = Annotated[int, Field(gt=0, le=10_000)]  # more needs a phone call
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


# The number of an article, for instance DE-00012.
Sku = Annotated[str, StringConstraints(pattern=re.compile(r"^[A-Z]{2}-\d{5}$"), strip_whitespace=True)]


Money = Annotated[Decimal, Field(ge=Decimal(0), max_digits=10, decimal_places=2)]


class Barcode(str):
    """An EAN-13."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source_type: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.validate)

    @classmethod
    def __modify_schema__(cls, field_schema):
        field_schema.update(pattern=r"^\d{13}$", example="4006381333931")

    @classmethod
    def validate(cls, v):
        if not isinstance(v, str) or not re.fullmatch(r"\d{13}", v):
            raise NotABarcode()
        return cls(v)


class Grams(int):
    @classmethod
    def __get_pydantic_core_schema__(cls, source_type: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.validate)

    @classmethod
    def validate(cls, v):
        # Scales send "1250 g".
        if isinstance(v, str):
            v = v.removesuffix("g").strip()
        return cls(v)
