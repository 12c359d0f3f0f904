from typing import Annotated

import pydantic
from pydantic import Field

Slug = Annotated[str, Field(alias="_slug")]
Hidden = Annotated[
    str,
    Field(exclude=True),  # never shown
]


class A(pydantic.BaseModel):
    slug: Slug
    hidden: Annotated[Hidden, Field(min_length=1)]
