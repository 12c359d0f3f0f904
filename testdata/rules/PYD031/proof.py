"""Validation of data that is valid."""

raises = r"TypeError|AttributeError"


def bad_1(m):
    return repr(m.Shift(opens=1, closes=2))


def bad_20(m):
    class Shift(m.pydantic.BaseModel):
        opens: float
        closes: float

        named = m.Shift.named

    return repr(m.Shift.model_validate({"opens": 1, "closes": 2}))


def bad_21(m):
    return repr(m.A.model_validate({"a": 1, "b": 2, "c": 3}))
