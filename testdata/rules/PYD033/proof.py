"""What invalid data raises."""

import pydantic

raises = r"TypeError"


def rejected(validate, *args, **kwargs):
    try:
        validate(*args, **kwargs)
    except pydantic.ValidationError as e:
        return [error["type"] for error in e.errors()]
    raise AssertionError("valid")


def bad_1(m):
    return rejected(m.A, x=3)


def bad_20(m):
    return [rejected(m.A, x=x) for x in (1, 8, 2)]
