def load():
    print("load")


async def flush(*args, **kwargs):
    print("flush")
