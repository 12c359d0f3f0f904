"""The module is imported."""

raises = r"PydanticUserError: .*json_schema_input_type"
requires = {"pydantic": ">=2.9"}
