from shop import base


class ItemOut(base.Schema):
    # The number on the shelf.
    id: int
