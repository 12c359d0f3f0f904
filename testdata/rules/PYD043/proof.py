"""What the models make of names and aliases, and the configuration in force."""

import pydantic

requires = {"pydantic": ">=2.11"}
skip = {"bad_20": "the models have no fields"}


def observe(m):
    out = []
    for name, model in sorted(vars(m).items()):
        if isinstance(model, type) and issubclass(model, pydantic.BaseModel) and model.__module__ == m.__name__ and model.model_fields:
            for data in ({"name": "a"}, {"userName": "a"}, {"x": 1}, {"X": 1}):
                try:
                    out.append(repr(model.model_validate(data)))
                except pydantic.ValidationError as e:
                    out.append([(x["type"], x["loc"]) for x in e.errors()])
    return out
