"""The model that is loaded, and the errors for JSON that does not fit it."""

import pydantic


def load(f, *args):
    try:
        return repr(f(*args))
    except pydantic.ValidationError as e:
        return [(x["type"], x["loc"]) for x in e.errors()]


def bad_1(m):
    return load(m.load, '{"name": "a"}'), load(m.load, b'{"name": "a"}'), load(m.load, '{"name": 1}'), load(m.load, "[]")


def bad_20(m):
    return load(m.load, '[{"name": "a"}]', {}), load(m.load, '[{"name": 1}]', {})
