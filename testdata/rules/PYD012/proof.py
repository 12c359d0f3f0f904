"""What the validators make of values."""

import pydantic

VALUES = [None, -1, 0, 1, "1", "", " Ab ", "x", [], ["a", ""]]


def models(scope):
    for name, value in sorted(vars(scope).items()):
        if isinstance(value, type):
            if issubclass(value, pydantic.BaseModel) and value is not pydantic.BaseModel:
                yield name, value
            elif value.__module__ == getattr(scope, "__name__", ""):
                yield from models(value)


def observe(m):
    """Every field of every model gets every value."""
    out = []
    for name, model in models(m):
        for field in model.model_fields:
            for value in VALUES:
                try:
                    out.append((name, field, value, getattr(model(**{field: value}), field)))
                except pydantic.ValidationError as e:
                    out.append((name, field, value, [(x["type"], x["loc"], x["msg"]) for x in e.errors()]))
                except AttributeError as e:
                    out.append((name, field, value, str(e)))
    return out
