from typing import Annotated, TypeAliasType

import pydantic
from pydantic import Field

Slug = TypeAliasType("Slug", Annotated[str, Field(alias="_slug")])
type Hidden = Annotated[
    str,
    Field(exclude=True),  # never shown
]


class A(pydantic.BaseModel):
    slug: Slug
    hidden: Annotated[Hidden, Field(min_length=1)]
