"""The configuration in force."""

skip = {"bad_20": "asks for `.value`, which strings do not have"}
warning = r"`pydantic.config.Extra` is deprecated"


def observe(m):
    return [getattr(m.A, "model_config", None), m.A.model_json_schema()]
