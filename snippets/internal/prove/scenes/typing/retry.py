import inspect

import kit

¦

calls = []


@retry(3, on=ValueError, delay=0)
async def f(a: int) -> int:
    calls.append(a)
    if len(calls) < 3:
        raise ValueError
    return a


kit.same((kit.once(f, 4), len(calls), str(inspect.signature(f))), (4, 3, "(a: int) -> int"))
kit.fails(ValueError, "times must be at least 1", retry, 0)
