"""The module is imported."""

raises = r"(TypeError|PydanticUserError): .*cannot specify both `?default`? and `?default_factory"
