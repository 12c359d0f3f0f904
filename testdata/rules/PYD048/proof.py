"""Whether the classes can be made."""

raises = r"SchemaError"


def observe(m):
    return "made"
