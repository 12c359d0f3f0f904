"""Which names are fields, and which belong to the class."""

import inspect

import pydantic

if pydantic.version.version_short() not in ("2.8", "2.9", "2.10"):
    warning = r"PydanticDeprecatedSince211: .*marked as final"
requires = {"bad_20": {"pydantic": ">=2.11"}}


def observe(m):
    out = []
    for name, c in sorted(vars(m).items()):
        if isinstance(c, type) and issubclass(c, pydantic.BaseModel) and c is not pydantic.BaseModel:
            names = sorted(inspect.get_annotations(c))
            out.append((name, sorted(c.model_fields), [(n, repr(getattr(c, n))) for n in names if n not in c.model_fields]))
    return out
