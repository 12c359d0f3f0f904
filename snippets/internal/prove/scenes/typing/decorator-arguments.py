import inspect

import kit

¦

calls = []


@repeat(3)
def f(a: int, *, b: str = "x") -> int:
    calls.append(a)
    return a


kit.same((f(1, b="y"), calls, str(inspect.signature(f))), (1, [1, 1, 1], "(a: int, *, b: str = 'x') -> int"))
