"""A value that the validator refuses gives a ValidationError."""

import pydantic

raises = r"TypeError: No constructor defined|TypeError: .*ValidationError"


def bad_1(m):
    try:
        m.A(x=-1)
    except pydantic.ValidationError as e:
        return [x["type"] for x in e.errors()]
    raise AssertionError("nothing is raised")


def bad_20(m):
    m.lookup(4)
