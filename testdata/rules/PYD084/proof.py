"""What the functions make of arguments."""

from pydantic import ValidationError

warning = r"`validate_arguments` (method )?is deprecated|The `validate_arguments`"
differs = {"bad_20": "a key of the configuration has an effect now"}
skip = {"bad_21": "left for a person"}


def bad_1(m):
    try:
        m.area("x", 2)
        refused = False
    except ValidationError:
        refused = True
    return m.area("3", 2), refused


def bad_20(m):
    return m.strip(" a "), m.double("2")
