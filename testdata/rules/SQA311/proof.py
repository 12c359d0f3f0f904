"""The defaults are functions."""

skip = {"bad_21": "a default of the server has no fix"}


def observe(m):
    for column in m.User.__table__.columns:
        for default in (column.default, column.onupdate):
            assert default is None or default.is_callable, column


def bad_1(m):
    with m.Session(m.engine) as session:
        users = [m.User(), m.User()]
        session.add_all(users)
        session.flush()
        assert users[0].token != users[1].token
