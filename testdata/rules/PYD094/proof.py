"""What the type parameter makes of a string."""


def observe(m):
    assert m.Page[int](items=["1"]).items == [1]
