"""The field takes a value of the type that it names."""

import sys

raises = r"ValidationError|PydanticSchemaGenerationError"

# Up to Python 3.13 an annotation is evaluated before the method is bound.
skip = {} if sys.version_info >= (3, 14) else {"bad_3": "the method hides the type from Python 3.14 on"}


def bad_1(m):
    return m.Event(name="a", date="2020-01-01")


def bad_3(m):
    return m.Slot(start="10:00", end="11:00")


def bad_20(m):
    return m.Event(date="2020-01-01", other=["2020-01-01"])


def bad_21(m):
    return m.A(a=m.Kind())
