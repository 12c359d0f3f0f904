"""The computed field in what is dumped."""

raises = r"PydanticUserError: Computed field is missing return type annotation"


def observe(m):
    return m.A(x=4).model_dump()
