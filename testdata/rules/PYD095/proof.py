"""An instance, and whether its field is validated."""

raises = r"__pydantic_fields_set__|dataclass-on-model|with-config-on-model|with_config|AssertionError"


def observe(m):
    assert m.A(x="1").x == 1
