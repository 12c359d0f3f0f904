"""The module is imported, and gives models with these fields."""

raises = r"PydanticImportError: `[\w.:]+` has been removed"
skip = {
    "good_20": "other names that are gone are left",
    "good_21": "other names that are gone are left",
}
