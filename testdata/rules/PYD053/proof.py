"""The field may be left out."""

raises = r"ValidationError: .*validation error"


def bad_1(m):
    return m.User(name="a")


def bad_20(m):
    return m.A()


def bad_21(m):
    return m.A()
