"""The settings of the engine and of the session."""

skip = {"bad_20": "raises ArgumentError, and is no code that ran under 2.0"}


def bad_1(m):
    return m.engine.url, m.SessionLocal().autoflush, m.SessionLocal().expire_on_commit, m.SessionLocal().get_bind()


def bad_2(m):
    return m.engine.url, type(m.new_session()), m.new_session.kw["expire_on_commit"]
