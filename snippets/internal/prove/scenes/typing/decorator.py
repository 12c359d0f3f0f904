import inspect

import kit

¦


@logged
def f(a: int, *, b: str = "x") -> int:
    return a


kit.same((f(1, b="y"), f.__name__, str(inspect.signature(f))), (1, "f", "(a: int, *, b: str = 'x') -> int"))
