"""An instance is made."""

raises = r"AttributeError: .*__pydantic_(fields_set|private|extra)__"


def bad_1(m):
    return m.Client("u").retries


def bad_20(m):
    return m.A(x=1).x
