"""Making the class."""

raises = r"PydanticUserError|TypeError"


def bad_1(m):
    return repr(m.A(a="x", b="y"))


def bad_20(m):
    return repr(m.A(a="x", b="y"))
