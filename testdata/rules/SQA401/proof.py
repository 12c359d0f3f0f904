"""The SQL of the statements."""

import contextlib
import importlib
import io


def printed(m):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        importlib.reload(m)
    return " ".join(out.getvalue().split())


def bad_1(m):
    assert "name IS NULL" in printed(m)


def bad_2(m):
    sql = printed(m)
    assert "t.a IS NOT NULL" in sql and "users.active IS NULL" in sql, sql


def bad_20(m):
    for statement in (m.one, m.two, m.three, m.four):
        assert "NULL" in str(statement)
