"""The module is imported, and gives models with these fields."""

raises = r"PydanticUserError: (A non-annotated attribute|Field '\w+' defined on a base class)"
