"""A value that the constraint forbids is refused."""

import pydantic


def refused(model, **values):
    try:
        model(**values)
    except pydantic.ValidationError:
        return
    raise AssertionError(f"{values} is taken")


def bad_1(m):
    refused(m.A, x=1)


def bad_20(m):
    refused(m.A, a=1)
