"""Whether the check with the other field is made."""

import pydantic

raises = r"KeyError|AssertionError"


def rejected(validate, **data):
    try:
        made = validate(**data)
    except pydantic.ValidationError as e:
        return [error["type"] for error in e.errors()]
    raise AssertionError(repr(made))


def bad_1(m):
    return rejected(m.Stay, checkout="2020-01-02", checkin="2020-01-05")


def bad_2(m):
    return rejected(m.Shape, kind="a", size=4, sides=3)


def bad_20(m):
    assert m.Shape(kind=" a ", size=0, sides=3).kind == " a "


def bad_21(m):
    m.Shape(kind="a", size=1, sides=2, created=3)
