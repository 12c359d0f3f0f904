def load(text: str) -> int:
    from pydantic import TypeAdapter

    return TypeAdapter(int).validate_python(text)
