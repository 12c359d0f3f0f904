from app.types import Count


def is_count(x: object) -> bool:
    return isinstance(x, Count)
