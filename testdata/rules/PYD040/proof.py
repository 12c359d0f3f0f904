"""The configuration of the models, their schemas, and what they make of input."""

import pydantic

warning = r"class-based `config` is deprecated"
skip = {
    "bad_2": "a `class Config` with nothing but a docstring is left",
    "ws_20": "`Base` keeps its `class Config`, which the other module names",
    "ws_21": "`Task` keeps its `class Config`, which the other module reads",
    "bad_24": "no fix",
    "bad_21": "several models that each have no fix; some cannot be made at all",
}
differs = {
    "bad_20": "keys that were renamed start to work",
}


def observe(m):
    out = []
    for name, model in sorted(vars(m).items()):
        if isinstance(model, type) and issubclass(model, pydantic.BaseModel) and model.__module__ == m.__name__:
            config = {k: v for k, v in model.model_config.items() if not callable(v)}
            out.append((name, sorted(map(repr, config.items())), model.model_json_schema()))
    return out
