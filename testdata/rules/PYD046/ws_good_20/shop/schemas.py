from pydantic import ConfigDict

from shop import base


class ItemOut(base.Schema):
    model_config = ConfigDict(from_attributes=True)

    # The number on the shelf.
    id: int
