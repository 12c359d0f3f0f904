import kit

¦


@with_session
def f(session: str, n: int) -> str:
    return session * n


kit.same(f(2), "sessionsession")
