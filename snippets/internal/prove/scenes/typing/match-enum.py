import enum

import kit


class Color(enum.Enum):
    RED = 1
    GREEN = 2


def f(color: Color) -> str:
    ¦


kit.same([f(c) for c in Color], ["red", "green"])
