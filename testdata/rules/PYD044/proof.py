"""Whether the classes can be made."""

raises = r"PydanticUserError: At least one of"
requires = {"pydantic": ">=2.11"}
skip = {"bad_20": "its last line has no fix"}


def observe(m):
    return m.A.model_fields
