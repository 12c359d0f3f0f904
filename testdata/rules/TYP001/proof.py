"""A call of the decorated function, and what it says of itself."""


def observe(m):
    return m.add(1, b=2), m.add.__name__, m.add.__wrapped__(3, 4)
