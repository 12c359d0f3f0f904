"""The configuration and what the models take from objects."""

from types import SimpleNamespace

import pydantic

raises = r"Input should be a valid dictionary or instance of User"
skip = {"bad_20": "one of its models cannot be made at all"}


def observe(m):
    user = m.User.model_validate(SimpleNamespace(name="q"))
    assert user.name == "q"
    return "read from an object"
