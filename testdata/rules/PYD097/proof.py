"""A call of the method."""

raises = r"PydanticUserError: .*validate_call"


def bad_1(m):
    return m.Loader.load("1")


def bad_2(m):
    return m.A.make("1")


def bad_20(m):
    return m.A.make("1"), m.A().size
