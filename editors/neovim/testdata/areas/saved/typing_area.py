import inspect
from collections.abc import Callable
from functools import wraps

import kit

def logged[**P, R](func: Callable[P, R]) -> Callable[P, R]:
    @wraps(func)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        print(f"calling {func.__name__}")
        return func(*args, **kwargs)

    return wrapper


@logged
def f(a: int, *, b: str = "x") -> int:
    return a


kit.same((f(1, b="y"), f.__name__, str(inspect.signature(f))), (1, "f", "(a: int, *, b: str = 'x') -> int"))
