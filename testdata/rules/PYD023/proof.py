"""What both forms accept, and the deprecation warning of the first."""

import pydantic

warning = r"PydanticDeprecatedSince212"
requires = {"pydantic": ">=2.12"}
skip = {"bad_21": "left for a person; one of them raises", "bad_22": "Pydantic refuses the class before the fix"}
differs = {"bad_20": "`values[...]` raises before"}


def result(validate, **data):
    try:
        return repr(validate(**data))
    except (pydantic.ValidationError, TypeError) as e:
        return type(e).__name__


def bad_1(m):
    return [result(m.Range, lo=lo, hi=2) for lo in (1, 3)]


def bad_20(m):
    return [result(m.Range, lo=lo, hi=2) for lo in (1, 3)]
