"""The class is made, and its private attributes work."""

raises = r"(NameError|PydanticUserError): (Fields must not use names with leading underscores|Private attributes must not use valid field names)"


def bad_1(m):
    return m.A(x=1)._cache


def bad_20(m):
    return m.A(x=1)._a
