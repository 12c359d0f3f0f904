from pydantic import parse_obj_as as parse


def load(text: str) -> tuple:
    from pydantic import TypeAdapter

    return parse(int, text), TypeAdapter(int)


def read(text: str) -> int:
    from pydantic import TypeAdapter
    from pydantic import parse_obj_as

    value = parse_obj_as(int, text)
    return TypeAdapter(int).validate_python(value)
