"""The module is imported."""

raises = r"PydanticUserError: `\w+` is removed"
