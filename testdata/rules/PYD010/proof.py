"""What the configuration does."""

import pydantic


def bad_1(m):
    return m.adapter.validate_python({"name": "AB"})


def bad_20(m):
    out = []
    # An annotated __pydantic_config__, as that of Row, makes the type unusable.
    for value in ({"x": 1}, {"x": "1"}, {"x": "a"}):
        try:
            out.append(pydantic.TypeAdapter(m.Only).validate_python(value))
        except pydantic.ValidationError as e:
            out.append(e.errors(include_url=False))
    return out
