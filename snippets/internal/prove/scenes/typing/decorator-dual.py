import inspect

import kit

¦


@traced
def f(a: int) -> int:
    return a


@traced
async def g(a: int) -> int:
    return a


kit.same((f(1), kit.once(g, 2), inspect.iscoroutinefunction(f), inspect.iscoroutinefunction(g)), (1, 2, False, True))
