def load(text: str) -> tuple:
    from pydantic import TypeAdapter

    return TypeAdapter(int).validate_python(text), TypeAdapter(int)


def read(text: str) -> int:
    from pydantic import TypeAdapter

    value = TypeAdapter(int).validate_python(text)
    return TypeAdapter(int).validate_python(value)
