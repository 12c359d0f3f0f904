"""Validation of data that is valid."""

raises = r"TypeError|AttributeError"
skip = {"good_21": "two of its validators are left for a person"}


def bad_1(m):
    return repr(m.Shift(opens=1, closes=2))


def bad_20(m):
    return repr(m.Shift(opens=1, closes=2))


def bad_21(m):
    return repr(m.A(a=1, b=2, c=3))
