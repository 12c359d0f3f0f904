"""What is taken and refused where each field is valid by itself."""

import datetime
import itertools

import pydantic

skip = {"bad_21": "the fix is not offered"}

VALUES = [-1, 0, 1, 11, 150, "x", "far", datetime.date(2020, 1, 1), datetime.date(2020, 1, 2)]


def observe(m):
    out = []
    for name, model in sorted(vars(m).items()):
        if not (isinstance(model, type) and issubclass(model, pydantic.BaseModel) and model.__module__ == m.__name__):
            continue
        fields = model.model_fields
        valid = [[v for v in VALUES if takes(info, v)] for info in fields.values()]
        for values in itertools.product(*valid):
            data = dict(zip(fields, values))
            try:
                out.append((name, data, repr(model(**data))))
            except pydantic.ValidationError as e:
                out.append((name, data, [(x["type"], x["msg"]) for x in e.errors()]))
    assert out
    return out


def takes(info, value):
    try:
        pydantic.TypeAdapter(info.annotation).validate_python(value)
    except pydantic.ValidationError:
        return False
    return True
