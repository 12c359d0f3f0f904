"""Which values are taken, and what they become."""

import datetime
import itertools

import pydantic

VALUES = [-1, 0, 1, 2, 3, 50, 100, 101, "", " Ab ", "x" * 81, [], ["a"], datetime.date(1960, 1, 1), datetime.date(2000, 1, 1)]


def observe(m):
    out = []
    for name, model in sorted(vars(m).items()):
        if not (isinstance(model, type) and issubclass(model, pydantic.BaseModel) and model.__module__ == m.__name__):
            continue
        for field, value in itertools.product(model.model_fields, VALUES):
            info = model.model_fields[field]
            try:
                made = model(**{info.alias or field: value})
                out.append((name, field, value, getattr(made, field)))
            except pydantic.ValidationError as e:
                out.append((name, field, value, any(x["loc"][0] in (field, info.alias) and x["type"] != "missing" for x in e.errors())))
    return out
