from kinds import Code


def is_code(x: object) -> bool:
    return isinstance(x, (str, Code))
