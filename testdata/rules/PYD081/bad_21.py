# version 2 refuses these arguments
from pydantic import BaseModel, conlist, conset, constr


class A(BaseModel):
    slug: constr(regex="^[a-z]+$", max_length=9)
    tags: conlist(str, min_items=1, max_items=3)
    ids: conset(
        item_type=int,
        # not too many
        max_items=3,  # three
    ) = set()
