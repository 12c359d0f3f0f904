"""Whether the validator sees the info."""

raises = r"AttributeError|AssertionError|TypeError"


def bad_1(m):
    return repr(m.A(value="x", other=None))


def bad_20(m):
    return repr(m.A(low=1, x=2))
