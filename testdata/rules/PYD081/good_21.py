# version 2 refuses these arguments
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints


class A(BaseModel):
    slug: Annotated[str, StringConstraints(pattern="^[a-z]+$", max_length=9)]
    tags: Annotated[list[str], Field(min_length=1, max_length=3)]
    ids: Annotated[set[int], Field(
        # not too many
        max_length=3,  # three
    )] = set()
