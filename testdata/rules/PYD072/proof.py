"""The module is imported, and the settings are read."""

raises = r"PydanticImportError: `BaseSettings` has been moved|ImportError: .*BaseSettings"
