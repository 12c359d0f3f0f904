import kit

¦


def handle(event: str, /, *, retries: int = 0) -> None:
    pass


handler: Handler = handle
kit.same(handler("x", retries=1), None)
