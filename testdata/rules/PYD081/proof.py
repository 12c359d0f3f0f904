"""What is taken, the errors, and the schemas."""

import datetime
import inspect
import itertools
import typing

import kit
import pydantic

skip = {
    "bad_21": "version 2 refuses the one side",
    "bad_23": "no fix",
}
differs = {"bad_22": "before pydantic 2.12, the assigned constraint counts alone"}

VALUES = [None, -1, 0, 1, 2.5, 7, 1000, "", " ab ", "A-b", "ab", "1.234", b"ab", b"abcd", [], ["a"], [1, 2], [1, 2, 3, 4]]
VALUES += [[[1, -1]], [[1, 2]], [[1]], {"a": 1}, {"a": 0}, {"a": 1.234}, datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)]


def observe(m):
    out = []
    for name, value in sorted(vars(m).items()):
        if isinstance(value, type) and issubclass(value, pydantic.BaseModel) and value.__module__ == m.__name__:
            out.append((name, kit.schema(value)))
            types = [(f, lambda v, f=f, model=value: getattr(model(**{f: v}), f)) for f in value.model_fields]
        elif inspect.isfunction(value) and value.__module__ == m.__name__:
            types = [(f, pydantic.TypeAdapter(t).validate_python) for f, t in typing.get_type_hints(value, include_extras=True).items() if f != "callback"]
        elif getattr(value, "__module__", "") == m.__name__ and name in ("Data", "Typed"):
            types = [(name, lambda v, t=pydantic.TypeAdapter(value): t.validate_python({"a": v}))]
        elif name in ("Name", "Names", "Prices", "Ratio"):
            types = [(name, pydantic.TypeAdapter(value).validate_python)]
        else:
            continue
        for (field, validate), given in itertools.product(types, VALUES):
            try:
                out.append((name, field, given, validate(given)))
            except pydantic.ValidationError as e:
                out.append((name, field, given, [(x["type"], x["loc"], x["msg"]) for x in e.errors()]))
    assert out
    return out
