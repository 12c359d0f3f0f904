"""What is raised when another field is invalid."""

import pydantic

raises = r"KeyError"
skip = {"bad_21": "its base class is of a module that is not there"}


def rejected(validate, **data):
    try:
        validate(**data)
    except pydantic.ValidationError as e:
        return [error["loc"] for error in e.errors()]
    raise AssertionError("valid")


def bad_1(m):
    return rejected(m.SignUp, password=1, repeat="a")


def bad_2(m):
    return rejected(m.Level, lo="x", hi=1, at=3)


def bad_20(m):
    return rejected(m.Range, lo="x", hi=1)


def bad_22(m):
    return rejected(m.Range, lo="x", hi=1)
