def load(text: str) -> int:
    from pydantic.tools import parse_obj_as as parse

    return parse(int, text)
