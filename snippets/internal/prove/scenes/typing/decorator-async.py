import inspect

import kit

¦


@timed
async def f(a: int) -> int:
    return a


kit.same((kit.once(f, 1), inspect.iscoroutinefunction(f), str(inspect.signature(f))), (1, True, "(a: int) -> int"))
