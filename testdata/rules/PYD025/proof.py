"""Making the class, and what the validator returns."""

raises = r"PydanticUserError|type=model_type"
skip = {"good_20": "a validator that uses its `self` is left for a person"}


def bad_1(m):
    return m.A(x=1).x


def bad_2(m):
    return m.A(x=1).x


def bad_20(m):
    return m.A(x=1, y=2)
