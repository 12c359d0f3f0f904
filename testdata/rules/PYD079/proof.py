"""What the validators make of values."""

import pydantic

warning = r"PydanticDeprecatedSince20: Pydantic V1 style `@validator`"
skip = {
    "bad_2": "takes `field`, which version 2 refuses",
    "bad_20": "takes `field` and `config`, which version 2 refuses",
    "bad_21": "validators that each have no fix",
    "bad_22": "the fix needs another version",
    "bad_23": "validators without a fix are left",
}

VALUES = [None, -1, 0, 1, "1", "", " Ab ", "x", "2020-01-01", [], ["a", ""], [1, -1], {"a": ["b"]}, b"a"]


def observe(m):
    """Every field of every model gets every value."""
    out = []
    for name, model in sorted(vars(m).items()):
        if isinstance(model, type) and issubclass(model, pydantic.BaseModel) and model is not pydantic.BaseModel:
            for field, info in model.model_fields.items():
                for value in VALUES:
                    try:
                        out.append((name, field, value, getattr(model(**{info.alias or field: value}), field, "?")))
                    except pydantic.ValidationError as e:
                        out.append((name, field, value, [(x["type"], x["loc"], x["msg"]) for x in e.errors()]))
                    except (TypeError, AttributeError, KeyError) as e:  # of the validator itself
                        out.append((name, field, value, type(e).__name__))
    return out
