import kit


async def load(n: int) -> int:
    return n


async def f():
    ¦


kit.same(kit.once(f), (1, 2))
