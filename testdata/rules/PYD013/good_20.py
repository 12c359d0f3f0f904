from datetime import date
from decimal import Decimal
from typing import Annotated, Optional

import pydantic as p

EPOCH = date(1970, 1, 1)


class A(p.BaseModel):
    price: Annotated[Optional[Decimal], p.Field(gt=0)] = None
    born: date = p.Field(..., alias="birth", ge=EPOCH)
    step: Annotated[int, p.Field(multiple_of=2)]
    name: Annotated[str, p.AfterValidator(str.title), p.StringConstraints(strip_whitespace=True)]
    code: Annotated[str, p.StringConstraints(strip_whitespace=True)] = p.Field(description="x")
    tags: Annotated[list[str], p.Field(min_length=1)] = []
