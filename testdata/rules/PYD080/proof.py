"""What the models make of values."""

import itertools

import pydantic

warning = r"PydanticDeprecatedSince20: Pydantic V1 style `@root_validator`"
skip = {
    "bad_21": "version 2 refuses the classes of the one side",
    "bad_22": "unsafe fixes, each with a difference of its own",
    "bad_23": "validators that each have no fix",
}

VALUES = [None, 1, 2, 200, "x", ["b", "a"]]


def observe(m):
    """Every model gets every combination of values for three of its fields."""
    out = []
    for name, model in sorted(vars(m).items()):
        if not (isinstance(model, type) and issubclass(model, pydantic.BaseModel)) or model.__module__ != m.__name__:
            continue
        keys = sorted({*model.model_fields, "A", "low"})
        for chosen in itertools.combinations(keys, min(3, len(keys))):
            for values in itertools.product(VALUES, repeat=len(chosen)):
                data = dict(zip(chosen, values))
                try:
                    made = model(**data)
                    out.append((name, data, repr(made), made.model_fields_set))
                except pydantic.ValidationError as e:
                    out.append((name, data, [(x["type"], x["loc"], x["msg"]) for x in e.errors()]))
                except TypeError as e:  # of the validator itself
                    out.append((name, data, type(e).__name__))
    return out
